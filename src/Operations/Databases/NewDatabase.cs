using Npgsql;

namespace PawPal.Operations.Databases;

/// <summary>A database that a restore makes, and takes away again when it fails.</summary>
internal static class NewDatabase
{
    private const string Maintenance = "postgres";

    /// <exception cref="OperationFailure">There is one of this name.</exception>
    public static async Task CreateAsync(DatabaseAddress address, CancellationToken ct)
    {
        await using var connection = await address.For(Maintenance).OpenAsync(ct);
        try
        {
            // From template0: a template of the site's own may hold tables.
            await connection.ExecuteAsync(
                $"create database {Queries.Quoted(address.Database)} template template0 encoding 'UTF8'", ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            throw new OperationFailure(
                $"the database '{address.Database}' is there already: leave --create out, or name another", taken);
        }
    }

    public static async Task DropAsync(DatabaseAddress address)
    {
        await using var connection = await address.For(Maintenance).OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            $"drop database if exists {Queries.Quoted(address.Database)} with (force)", CancellationToken.None);
    }
}

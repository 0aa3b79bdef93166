using Aspire.Hosting.ApplicationModel;
using Npgsql;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Postgres;

/// <summary>Makes the databases of the model that the server does not have yet.</summary>
internal sealed class PostgresDatabaseLauncher : ILauncher
{
    public bool Takes(IResource resource) => resource is PostgresDatabaseResource;

    public async Task<Launched> LaunchAsync(Launch launch, CancellationToken ct)
    {
        var database = (PostgresDatabaseResource)launch.Resource;
        try
        {
            await using var connection = await PostgresConnection.OpenAsync(database.Parent, ct);
            await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = database.DatabaseName } },
            };
            if (await find.ExecuteScalarAsync(ct) is null)
                await CreateAsync(connection, database.DatabaseName, ct);
        }
        catch (NpgsqlException refused)
        {
            throw launch.Failure($"the database '{database.DatabaseName}' cannot be made: {refused.Message}");
        }

        return new Launched(null, $"in {database.Parent.Name}");
    }

    private static async Task CreateAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        // A name cannot be a parameter here; the server quotes it.
        await using var quote = new NpgsqlCommand("select format('create database %I', $1)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name } },
        };
        await using var create = new NpgsqlCommand((string)(await quote.ExecuteScalarAsync(ct))!, connection);
        await create.ExecuteNonQueryAsync(ct);
    }
}

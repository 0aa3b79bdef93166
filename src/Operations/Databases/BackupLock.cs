using Npgsql;

namespace PawPal.Operations.Databases;

/// <summary>One backup of a kind at a time: a lock in the database, held by the connection.</summary>
internal static class BackupLock
{
    /// <exception cref="OperationFailure">Another run holds it.</exception>
    public static async Task TakeAsync(NpgsqlConnection connection, string kind, CancellationToken ct)
    {
        // A run that was killed must not hold the lock until its last query has ended.
        if (connection.PostgreSqlVersion.Major >= 14)
            await connection.ExecuteAsync("set client_connection_check_interval = '2s'", ct);
        await using var claim = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", connection);
        claim.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"pawpal.backup.{kind}" });
        if (await claim.ExecuteScalarAsync(ct) is not true)
            throw new OperationFailure(
                $"another backup ({kind}) of the database '{connection.Database}' is running: wait until it has ended");
    }
}

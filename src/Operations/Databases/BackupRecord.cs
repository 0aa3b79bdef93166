using Npgsql;
using PawPal.Operations.Backups;
using PawPal.Operations.Storage;

namespace PawPal.Operations.Databases;

/// <summary>The row in <c>backup_run</c> that tells the age of the last good backup.</summary>
internal static class BackupRecord
{
    public static async Task WriteAsync(
        NpgsqlConnection connection, IBackupStore store, BackupManifest backup, DateTimeOffset finished,
        CancellationToken ct)
    {
        if (await connection.ScalarAsync<string>("select to_regclass('public.backup_run')::text", ct) is null)
            return;
        try
        {
            await using var insert = new NpgsqlCommand(
                """
                insert into public.backup_run (kind, started_at, finished_at, bytes, sha256, location)
                values ($1, $2, $3, $4, $5, $6)
                """,
                connection);
            insert.Parameters.Add(new NpgsqlParameter<string>
            {
                TypedValue = backup.Kind == BackupKind.Database ? "database" : "files",
            });
            insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = backup.Created });
            insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = finished });
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = backup.Bytes });
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = backup.Sha256 });
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{store.Location}/{backup.File}" });
            await insert.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refusal)
        {
            // The backup is whole. The age that is measured grows on, and its alarm tells.
            await Console.Error.WriteLineAsync(
                $"pawpal-ops: the backup is whole, but is not recorded in backup_run: {refusal.MessageText}");
        }
    }
}

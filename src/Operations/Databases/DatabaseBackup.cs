using System.Data;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PawPal.Operations.Backups;
using PawPal.Operations.Programs;
using PawPal.Operations.Storage;

namespace PawPal.Operations.Databases;

/// <summary>Saves one database with pg_dump.</summary>
internal sealed class DatabaseBackup(
    DatabaseAddress address, IBackupStore store, KeepRule? keep, Func<string, string?> variable, TimeProvider clock)
{
    // Longer than a migration holds a table (its own lock timeout is 3 s), shorter than the pause between two backups.
    private const string LockWait = "--lock-wait-timeout=300000";

    public async Task RunAsync(CancellationToken ct)
    {
        var clockwork = Stopwatch.StartNew();
        await using var connection = await address.OpenAsync(ct);
        await BackupLock.TakeAsync(connection, "database", ct);
        await RowSecurity.CheckAsync(connection, ct);
        var server = connection.PostgreSqlVersion;
        var because = $"the server is {connection.ServerVersion}";
        var dump = await ClientProgram.FindAsync("pg_dump", server.Major, because, variable, ct);
        var restore = await ClientProgram.FindAsync(
            "pg_restore", dump.Major, $"pg_dump is {dump.Version}", variable, ct);

        var name = BackupName.New(BackupKind.Database, address.Database, clock.GetUtcNow());
        DatabaseContent? content = null;
        var backup = await new BackupWriter(store).WriteAsync(
            name.File,
            async target => content = await DumpAsync(connection, dump, target, ct),
            draft => DumpArchive.CheckAsync(restore, draft, ct),
            (bytes, sha256) => BackupManifest.Of(name, bytes, sha256) with { Database = content },
            ct);
        await BackupRecord.WriteAsync(connection, store, backup, clock.GetUtcNow(), ct);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"saved {address.Database}: {content!.Tables.Count} tables, {content.Rows} rows, {backup.Bytes} bytes "
            + $"in {clockwork.Elapsed.TotalSeconds:0.0} s, {store.Location}/{backup.File}, SHA-256 {backup.Sha256}"));
        await Retention.ApplyAsync(store, keep, backup, clock.GetUtcNow(), ct);
    }

    /// <summary>Dump and row counts come from one snapshot, read side by side.</summary>
    private async Task<DatabaseContent> DumpAsync(
        NpgsqlConnection connection, ClientProgram dump, Stream target, CancellationToken ct)
    {
        // A server may end transactions that wait; this one waits for pg_dump.
        await connection.ExecuteAsync(
            "set idle_in_transaction_session_timeout = 0; set statement_timeout = 0"
            + (connection.PostgreSqlVersion.Major >= 17 ? "; set transaction_timeout = 0" : ""),
            ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var snapshot = await connection.ScalarAsync<string>("select pg_export_snapshot()", ct);
        string[] arguments = ["--format=custom", "--compress=6", "--no-password", LockWait, $"--snapshot={snapshot}"];

        using var together = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var dumping = new ClientProcess(dump.Path, address.ForClientPrograms())
            .RunAsync(arguments, target, together.Token);
        var counting = DatabaseContents.ReadAsync(connection, dump.Version, together.Token);
        var first = await Task.WhenAny(dumping, counting);
        if (!first.IsCompletedSuccessfully)
        {
            // The other one is for nothing now, and must not write on.
            await together.CancelAsync();
            await Task.WhenAny(Task.WhenAll(dumping, counting));
            await first;
        }

        await dumping;
        return await counting;
    }
}

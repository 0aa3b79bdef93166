using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PawPal.Operations.Backups;
using PawPal.Operations.Programs;
using PawPal.Operations.Storage;

namespace PawPal.Operations.Databases;

/// <summary>Restores a dump into an empty database, in one transaction, and compares it with the manifest.</summary>
internal sealed class DatabaseRestore(DatabaseAddress address, IBackupStore store, Func<string, string?> variable)
{
    /// <param name="isNew">Make the database first.</param>
    public async Task RunAsync(BackupManifest backup, bool isNew, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var content = backup.Database
            ?? throw new OperationFailure($"the manifest of {backup.File} does not say what the dump holds");
        var restore = await ClientProgram.FindAsync(
            "pg_restore", MajorOf(content.DumpVersion), $"the dump was made by {content.DumpVersion}", variable, ct);
        await BackupReader.CheckHashAsync(store, backup, ct);
        using var dump = await LocalCopy.OfAsync(store, backup.File, ct);
        await DumpArchive.CheckAsync(restore, dump.Path, ct);

        if (isNew)
            await NewDatabase.CreateAsync(address, ct);
        try
        {
            await using var connection = await EmptyDatabase.OpenAsync(address, ct);
            await RowSecurity.CheckBypassAsync(connection, ct);
            await RestoredRoles.EnsureAsync(connection, content.Roles, ct);
            await RestoreAsync(restore, dump.Path, ct);
            await VerifyAsync(connection, content, ct);
            await connection.ExecuteAsync("analyze", ct);
        }
        catch when (isNew)
        {
            await NewDatabase.DropAsync(address);
            throw;
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"restored {backup.File} into {address.Database}: {content.Tables.Count} tables, {content.Rows} rows "
            + $"in {clock.Elapsed.TotalSeconds:0.0} s, every table as when it was saved"));
    }

    private Task RestoreAsync(ClientProgram restore, string dump, CancellationToken ct)
    {
        // As a connection string with the name quoted: a bare name with '=' in it would be read as one.
        var name = address.Database.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("'", @"\'", StringComparison.Ordinal);
        string[] arguments =
        [
            "--single-transaction", "--exit-on-error", "--no-owner", "--no-password", $"--dbname=dbname='{name}'", dump,
        ];
        return new ClientProcess(restore.Path, address.ForClientPrograms()).RunAsync(arguments, output: null, ct);
    }

    private async Task VerifyAsync(NpgsqlConnection connection, DatabaseContent saved, CancellationToken ct)
    {
        var restored = await TableContents.ReadAsync(connection, ct);
        var different = saved.Tables.Except(restored).Concat(restored.Except(saved.Tables))
            .Select(table => table.Name).Distinct(StringComparer.Ordinal).ToList();
        if (different.Count > 0)
            throw new OperationFailure(
                $"'{address.Database}' does not hold what was saved: {string.Join(", ", different)}. Do not use it");
    }

    private static int MajorOf(string version) =>
        int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
}

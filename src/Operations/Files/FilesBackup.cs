using System.Diagnostics;
using System.Globalization;
using PawPal.Operations.Backups;
using PawPal.Operations.Databases;
using PawPal.Operations.Storage;

namespace PawPal.Operations.Files;

/// <summary>Saves uploaded files. A database, where one is named, holds the lock and the record.</summary>
internal sealed class FilesBackup(
    IFilePlace place, DatabaseAddress? database, IBackupStore store, KeepRule? keep, TimeProvider clock)
{
    private const string Source = "files";

    public async Task RunAsync(CancellationToken ct)
    {
        var clockwork = Stopwatch.StartNew();
        await using var connection = database is null ? null : await database.OpenAsync(ct);
        if (connection is not null)
            await BackupLock.TakeAsync(connection, Source, ct);

        var name = BackupName.New(BackupKind.Files, Source, clock.GetUtcNow());
        FilesContent? content = null;
        var backup = await new BackupWriter(store).WriteAsync(
            name.File,
            async target => content = await FilesArchive.WriteAsync(place, target, ct),
            async draft => Compare(content!, await FilesArchive.CheckAsync(draft, ct)),
            (bytes, sha256) => BackupManifest.Of(name, bytes, sha256) with { Files = content },
            ct);
        if (connection is not null)
            await BackupRecord.WriteAsync(connection, store, backup, clock.GetUtcNow(), ct);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"saved {content!.Count} files, {content.Bytes} bytes, from {place.Location} in "
            + $"{clockwork.Elapsed.TotalSeconds:0.0} s: {store.Location}/{backup.File}, SHA-256 {backup.Sha256}"));
        await Retention.ApplyAsync(store, keep, backup, clock.GetUtcNow(), ct);
    }

    private void Compare(FilesContent written, FilesContent read)
    {
        if (written != read)
            throw new OperationFailure($"files in {place.Location} changed while they were read: run it again");
    }
}

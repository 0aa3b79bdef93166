using System.Globalization;
using PawPal.Operations.Backups;
using PawPal.Operations.Storage;

namespace PawPal.Operations.Files;

/// <summary>Brings saved files back into an empty place; after a failure it is empty again.</summary>
internal sealed class FilesRestore(IBackupStore store, IFilePlace place)
{
    public async Task RunAsync(BackupManifest backup, CancellationToken ct)
    {
        await BackupReader.CheckHashAsync(store, backup, ct);
        using var archive = await LocalCopy.OfAsync(store, backup.File, ct);
        // To the end, before a single file is written.
        var content = await FilesArchive.CheckAsync(archive.Path, ct);
        if (content != backup.Files)
            throw new OperationFailure($"{backup.File} does not hold what its manifest says");
        if ((await place.ListAsync(ct)).Count > 0)
            throw new OperationFailure($"{place.Location} is not empty: restore into an empty folder or prefix");

        var written = new List<string>();
        try
        {
            await foreach (var entry in FilesArchive.ReadAsync(archive.Path, ct))
            {
                written.Add(entry.Name);
                await place.WriteAsync(
                    new StoredFile(entry.Name, entry.ModificationTime), entry.DataStream ?? Stream.Null, ct);
            }
        }
        catch
        {
            foreach (var path in written)
                await place.DeleteAsync(path, CancellationToken.None);
            throw;
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"restored {content.Count} files, {content.Bytes} bytes, from {backup.File} to {place.Location}"));
    }
}

using PawPal.Operations.Backups;

namespace PawPal.Operations.Storage;

/// <summary>Backups in a folder of this machine.</summary>
internal sealed class FolderStore(string folder) : IBackupStore
{
    public string Location { get; } = Path.GetFullPath(folder);

    // In the same folder, so that the move at the end is one step of the file system.
    public string DraftOf(string name) => Path.Combine(Location, $".{name}{BackupName.Partial}");

    public Task PublishAsync(string draft, string name, CancellationToken ct)
    {
        File.Move(draft, Path.Combine(Location, name), overwrite: false);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        if (!Directory.Exists(Location))
            throw new OperationFailure($"the folder {Location} does not exist");
        return Task.FromResult<IReadOnlyList<string>>(
            [.. Directory.EnumerateFiles(Location).Select(path => Path.GetFileName(path))]);
    }

    public Task<Stream> OpenAsync(string name, CancellationToken ct)
    {
        var path = Path.Combine(Location, name);
        return File.Exists(path)
            ? Task.FromResult<Stream>(new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true))
            : throw new OperationFailure($"{path} does not exist");
    }

    public Task DeleteAsync(string name, CancellationToken ct)
    {
        File.Delete(Path.Combine(Location, name));
        return Task.CompletedTask;
    }

    public string? PathOf(string name) => Path.Combine(Location, name);
}

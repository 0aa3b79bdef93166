using PawPal.Operations.Storage;

namespace PawPal.Operations.Files;

/// <summary>Files of a folder and of those below it.</summary>
internal sealed class FolderFiles(string folder) : IFilePlace
{
    // What a file system keeps for itself at its root, such as on a volume of its own.
    private const string LostAndFound = "lost+found";

    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = FileAttributes.None };

    public string Location { get; } = Path.GetFullPath(folder);

    public async Task<IReadOnlyList<StoredFile>> ListAsync(CancellationToken ct)
    {
        var files = new List<StoredFile>();
        if (!Directory.Exists(Location))
            throw new OperationFailure($"the folder {Location} does not exist");
        var open = new Queue<DirectoryInfo>([new DirectoryInfo(Location)]);
        while (open.TryDequeue(out var current))
        {
            foreach (var entry in current.EnumerateFileSystemInfos("*", OneLevel))
            {
                if (entry.LinkTarget is not null)
                    await Console.Error.WriteLineAsync($"pawpal-ops: {entry.FullName} is a link: not saved");
                else if (entry is FileInfo)
                    files.Add(new StoredFile(Path.GetRelativePath(Location, entry.FullName), Changed(entry)));
                else if (current.FullName != Location || entry.Name != LostAndFound)
                    open.Enqueue((DirectoryInfo)entry);
            }
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public Task<LocalCopy?> FetchAsync(string path, CancellationToken ct)
    {
        var file = Path.Combine(Location, path);
        return Task.FromResult(File.Exists(file) ? LocalCopy.Of(file) : null);
    }

    public async Task WriteAsync(StoredFile file, Stream content, CancellationToken ct)
    {
        var path = Path.Combine(Location, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var target = Draft.Create(path))
            await content.CopyToAsync(target, ct);
        File.SetLastWriteTimeUtc(path, file.Changed.UtcDateTime);
    }

    public Task DeleteAsync(string path, CancellationToken ct)
    {
        File.Delete(Path.Combine(Location, path));
        return Task.CompletedTask;
    }

    private static DateTimeOffset Changed(FileSystemInfo entry) => new(entry.LastWriteTimeUtc);
}

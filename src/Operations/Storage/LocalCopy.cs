namespace PawPal.Operations.Storage;

/// <summary>A file on this machine: one that was here, or one that was fetched and goes away again.</summary>
internal sealed class LocalCopy : IDisposable
{
    private readonly bool _isOurs;

    private LocalCopy(string path, bool isOurs)
    {
        Path = path;
        _isOurs = isOurs;
    }

    public string Path { get; }

    public static LocalCopy Of(string path) => new(path, isOurs: false);

    public static async Task<LocalCopy> OfAsync(IBackupStore store, string name, CancellationToken ct) =>
        store.PathOf(name) is { } path ? Of(path) : await FetchAsync(await store.OpenAsync(name, ct), ct);

    /// <param name="source">Is read to its end and closed.</param>
    public static async Task<LocalCopy> FetchAsync(Stream source, CancellationToken ct)
    {
        await using var closing = source;
        var copy = new LocalCopy(Draft.NewPath(), isOurs: true);
        try
        {
            await using var target = Draft.Create(copy.Path);
            await source.CopyToAsync(target, ct);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_isOurs)
            File.Delete(Path);
    }
}

using PawPal.Operations.Storage;

namespace PawPal.Operations.Files;

/// <summary>Objects below a prefix of a bucket.</summary>
internal sealed class BucketFiles(S3Bucket bucket) : IFilePlace
{
    public string Location => bucket.Address.ToString();

    public async Task<IReadOnlyList<StoredFile>> ListAsync(CancellationToken ct) =>
    [
        // Keys that end with a slash stand for folders and hold nothing.
        .. (await bucket.ListAsync(deep: true, ct))
            .Where(found => found.Key.Length > 0 && !found.Key.EndsWith('/'))
            .Select(found => new StoredFile(found.Key, found.Changed))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    public async Task<LocalCopy?> FetchAsync(string path, CancellationToken ct) =>
        await LocalCopy.FetchAsync(await bucket.OpenAsync(path, ct), ct);

    public async Task WriteAsync(StoredFile file, Stream content, CancellationToken ct)
    {
        using var copy = await LocalCopy.FetchAsync(content, ct);
        await bucket.UploadAsync(copy.Path, file.Path, ct);
    }

    public Task DeleteAsync(string path, CancellationToken ct) => bucket.DeleteAsync(path, ct);
}

using PawPal.Operations.Backups;

namespace PawPal.Operations.Storage;

/// <summary>Backups below a prefix of a bucket. An object appears there whole or not at all.</summary>
internal sealed class S3Store(S3Bucket bucket) : IBackupStore
{
    public string Location => bucket.Address.ToString().TrimEnd('/');

    public string DraftOf(string name) => Path.Combine(Path.GetTempPath(), $".{name}{BackupName.Partial}");

    public async Task PublishAsync(string draft, string name, CancellationToken ct)
    {
        await bucket.UploadAsync(draft, name, ct);
        File.Delete(draft);
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct) =>
        [.. (await bucket.ListAsync(deep: false, ct)).Select(found => found.Key)];

    public Task<Stream> OpenAsync(string name, CancellationToken ct) => bucket.OpenAsync(name, ct);

    public Task DeleteAsync(string name, CancellationToken ct) => bucket.DeleteAsync(name, ct);

    public string? PathOf(string name) => null;
}

using System.Security.Cryptography;
using PawPal.Operations.Storage;

namespace PawPal.Operations.Backups;

/// <summary>Brings one backup into a store: whole and checked, or not at all.</summary>
internal sealed class BackupWriter(IBackupStore store)
{
    /// <param name="write">Writes the content.</param>
    /// <param name="check">Reads the finished draft and throws when it is not fit to be restored.</param>
    /// <param name="describe">Makes the manifest from size and SHA-256.</param>
    public async Task<BackupManifest> WriteAsync(
        string name,
        Func<Stream, Task> write,
        Func<string, Task> check,
        Func<long, string, BackupManifest> describe,
        CancellationToken ct)
    {
        var draft = store.DraftOf(name);
        var isPublished = false;
        try
        {
            var (bytes, sha256) = await WriteDraftAsync(draft, write, ct);
            await check(draft);
            await store.PublishAsync(draft, name, ct);
            isPublished = true;
            var manifest = describe(bytes, sha256);
            await BackupReader.CheckHashAsync(store, manifest, ct);
            await WriteManifestAsync(manifest, ct);
            return manifest;
        }
        catch
        {
            File.Delete(draft);
            if (isPublished)
                await TryDeleteAsync(name);
            throw;
        }
    }

    private static async Task<(long Bytes, string Sha256)> WriteDraftAsync(
        string draft, Func<Stream, Task> write, CancellationToken ct)
    {
        using var sha256 = SHA256.Create();
        await using var file = Draft.Create(draft);
        await using (var hashing = new CryptoStream(file, sha256, CryptoStreamMode.Write, leaveOpen: true))
        {
            await write(hashing);
            await hashing.FlushFinalBlockAsync(ct);
        }

        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true);
        return (file.Length, Convert.ToHexStringLower(sha256.Hash!));
    }

    private async Task WriteManifestAsync(BackupManifest manifest, CancellationToken ct)
    {
        var name = BackupName.ManifestOf(manifest.File);
        var draft = store.DraftOf(name);
        try
        {
            await using (var file = Draft.Create(draft))
            await using (var text = new StreamWriter(file))
            {
                await text.WriteAsync(manifest.ToJson());
                await text.FlushAsync(ct);
                file.Flush(flushToDisk: true);
            }

            await store.PublishAsync(draft, name, ct);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private async Task TryDeleteAsync(string name)
    {
        try
        {
            await store.DeleteAsync(name, CancellationToken.None);
        }
        catch (Exception failure)
            when (failure is OperationFailure or IOException or Amazon.Runtime.AmazonClientException)
        {
            // Without its manifest it is no backup; what went wrong before is what must be told.
        }
    }
}

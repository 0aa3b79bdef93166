using PawPal.Operations.Storage;

namespace PawPal.Operations.Files;

/// <summary>Where uploaded files live: a folder with folders in it, or a prefix of a bucket.</summary>
internal interface IFilePlace
{
    string Location { get; }

    /// <summary>Every file, in a fixed order.</summary>
    Task<IReadOnlyList<StoredFile>> ListAsync(CancellationToken ct);

    /// <summary>The file on this machine; null when it has gone since it was listed.</summary>
    Task<LocalCopy?> FetchAsync(string path, CancellationToken ct);

    /// <param name="content">Is read to its end.</param>
    Task WriteAsync(StoredFile file, Stream content, CancellationToken ct);

    Task DeleteAsync(string path, CancellationToken ct);
}

/// <param name="Path">Below the place, with slashes.</param>
internal sealed record StoredFile(string Path, DateTimeOffset Changed);

internal static class FilePlaces
{
    public static IFilePlace Open(string address, S3Settings s3) => S3Address.Fits(address)
        ? new BucketFiles(new S3Bucket(S3Address.Parse(address), s3))
        : new FolderFiles(address);
}

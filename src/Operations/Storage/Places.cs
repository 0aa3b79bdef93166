namespace PawPal.Operations.Storage;

/// <summary>Opens what <c>--to</c> and <c>--from</c> name.</summary>
internal static class Places
{
    /// <summary>A place to write to; a folder that is not there is made.</summary>
    public static IBackupStore OpenForWriting(string address, S3Settings s3)
    {
        if (S3Address.Fits(address))
            return Open(address, s3);
        Directory.CreateDirectory(address);
        return new FolderStore(address);
    }

    public static IBackupStore Open(string address, S3Settings s3) => S3Address.Fits(address)
        ? new S3Store(new S3Bucket(S3Address.Parse(address), s3))
        : new FolderStore(address);
}

using System.Text.RegularExpressions;

namespace PawPal.Operations.Storage;

/// <summary><c>s3://bucket/prefix</c>; the prefix ends with a slash or is empty.</summary>
internal sealed partial record S3Address(string Bucket, string Prefix)
{
    public const string Scheme = "s3://";

    public static bool Fits(string address) => address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UsageFailure">It does not name a bucket.</exception>
    public static S3Address Parse(string address)
    {
        var rest = address[Scheme.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (bucket, prefix) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..].Trim('/'));
        return BucketName().IsMatch(bucket)
            ? new S3Address(bucket, prefix.Length == 0 ? "" : prefix + "/")
            : throw new UsageFailure(
                $"'{address}' names no bucket: write s3://bucket/prefix, the bucket in a-z, 0-9, '-' and '.'");
    }

    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}";

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BucketName();
}

/// <summary>What <c>--from</c> names: one backup, or the place where the newest is looked for.</summary>
internal sealed record BackupAddress(string Place, string? Name)
{
    public static BackupAddress Parse(string address)
    {
        var isFile = Backups.BackupName.TryParse(address[(address.LastIndexOf('/') + 1)..], out _)
            || (!S3Address.Fits(address) && File.Exists(address));
        if (!isFile)
            return new BackupAddress(address, null);
        var slash = address.LastIndexOf('/');
        return slash < 0
            ? new BackupAddress(".", address)
            : new BackupAddress(slash == 0 ? "/" : address[..slash], address[(slash + 1)..]);
    }
}

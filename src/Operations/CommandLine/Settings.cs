using PawPal.Operations.Storage;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.Operations.CommandLine;

/// <summary>What the environment says where the command line says nothing.</summary>
internal static class Settings
{
    public const string To = "BACKUP_TO";
    public const string Keep = "BACKUP_KEEP";
    public const string Endpoint = "BACKUP_S3_ENDPOINT";
    public const string Bucket = "BACKUP_S3_BUCKET";
    public const string Region = "AWS_REGION";
    public const string FilesFrom = "BACKUP_FILES_FROM";
    public const string Schedule = "SCHEDULE";

    private const string DefaultRegion = "us-east-1";

    /// <summary>
    /// A variable that is set to nothing counts as not set: manifests write it so. Secrets are read from the files that
    /// it names, as <c>{file:/run/secrets/...}</c>.
    /// </summary>
    /// <exception cref="ServiceConfigurationException">Such a file is missing or empty.</exception>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value)
            ? SecretFiles.Resolve(name, value)
            : null;

    /// <exception cref="UsageFailure">The endpoint is no address.</exception>
    public static S3Settings S3(string? endpoint, string? region)
    {
        Uri? address = null;
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out address)
            && address.Scheme is "http" or "https" && address.UserInfo.Length == 0))
            throw new UsageFailure("--endpoint must be an address such as https://s3.example.com, without credentials");
        return new S3Settings(address, region ?? DefaultRegion, Variable);
    }
}

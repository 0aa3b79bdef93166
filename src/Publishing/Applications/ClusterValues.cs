namespace PawPal.Publishing.Applications;

/// <summary>What the one who publishes decides about a cluster; it means nothing to compose.</summary>
internal sealed record ClusterValues
{
    public static ClusterValues None { get; } = new();

    /// <summary>What of it holds on any platform: whether there are uploaded files.</summary>
    public ClusterValues OutsideOfCluster => new() { FilesClaim = FilesClaim };

    /// <summary>How a store is run, by resource; one that is not named runs once, in the cluster.</summary>
    public IReadOnlyDictionary<string, StoreValues> Stores { get; init; } =
        new Dictionary<string, StoreValues>(StringComparer.Ordinal);

    /// <summary>Where backups go; null: into a claim each.</summary>
    public ObjectStorage? Backup { get; init; }

    /// <summary>The claim that holds the files people uploaded; null: there is none.</summary>
    public string? FilesClaim { get; init; }

    /// <summary>Null: the Secret is filled by hand.</summary>
    public SecretStore? ExternalSecrets { get; init; }

    public bool HasDashboard { get; init; }

    /// <summary>Null: projects send to the address of the values themselves.</summary>
    public Collector? Collector { get; init; }

    /// <summary>Digests of own images, by name without tag.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <param name="Path">Where it stands, for messages.</param>
internal abstract record StoreValues(string Path);

/// <summary>Somebody else runs it.</summary>
/// <param name="Port">Null: the one of the model.</param>
internal sealed record ManagedStore(string Path, string Host, int? Port) : StoreValues(Path);

/// <summary>The CloudNativePG operator runs it.</summary>
/// <param name="Archive">Where its log and backups go; null: nowhere.</param>
internal sealed record OperatedPostgres(string Path, int Instances, ObjectStorage? Archive) : StoreValues(Path);

/// <summary>So many servers follow the one that is written to.</summary>
internal sealed record ReplicatedPostgres(string Path, int Replicas) : StoreValues(Path);

/// <summary>So many servers share the keys.</summary>
internal sealed record ClusteredRedis(string Path, int Servers) : StoreValues(Path);

/// <param name="Bucket">With a folder, if any: <c>s3://bucket/folder</c>.</param>
/// <param name="Endpoint">Null: Amazon's.</param>
internal sealed record ObjectStorage(string Bucket, Uri? Endpoint, string? Region)
{
    /// <summary>Names of the keys of the Secret that open it.</summary>
    public const string AccessKey = "aws-access-key-id";

    /// <inheritdoc cref="AccessKey"/>
    public const string SecretKey = "aws-secret-access-key";

    private const string Amazon = "s3.amazonaws.com";

    public Destination Destination => Endpoint is null ? new(Amazon, 443) : new(Endpoint.Host, Endpoint.Port);
}

/// <summary>Where the external-secrets operator finds values.</summary>
/// <param name="Name">Of the store.</param>
/// <param name="Path">Of the one entry whose properties are the values.</param>
internal sealed record SecretStore(string Name, string Kind, string RefreshInterval, string Path);

/// <summary>Where an OpenTelemetry Collector sends what it collects.</summary>
/// <param name="Header">The name of the header whose value is a secret; null: none.</param>
internal sealed record Collector(Uri Endpoint, string? Header);

/// <summary>A port outside of the application that it calls.</summary>
internal sealed record Destination(string Host, int Port);

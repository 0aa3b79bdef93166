using PawPal.Publishing.Manifests;
using Forms = PawPal.Publishing.Deployments.Words;

namespace PawPal.Publishing.Applications;

/// <summary>Reads the part of a values file that is about a cluster.</summary>
internal static class ClusterValuesReader
{
    /// <summary>Words at the top of the file.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["backup", "files", "externalSecrets", "dashboard", "collector", "digests"];

    /// <summary>Words beside a resource's traits; one of them at most.</summary>
    public static IReadOnlyList<string> StoreWords { get; } = ["managed", "cloudNativePg", "readReplicas", "cluster"];

    /// <exception cref="PublishException">Something is not known or out of its range.</exception>
    public static ClusterValues Read(ManifestNode values, string name) => new()
    {
        Stores = Stores(values.Find("resources")),
        Backup = values.Find("backup") is { } backup ? Storage(backup) : null,
        FilesClaim = values.Find("files") is { } files ? Claim(files) : null,
        ExternalSecrets = values.Find("externalSecrets") is { } secrets ? Secrets(secrets, name) : null,
        HasDashboard = values.FlagOf("dashboard"),
        Collector = values.Find("collector") is { } collector ? Collector(collector) : null,
        Digests = Digests(values.Find("digests")),
    };

    private static Dictionary<string, StoreValues> Stores(ManifestNode? resources)
    {
        var stores = new Dictionary<string, StoreValues>(StringComparer.Ordinal);
        foreach (var (name, node) in resources?.Members ?? [])
        {
            var words = StoreWords.Where(word => node.Find(word) is not null).ToArray();
            if (words.Length > 1)
                throw node.Fault($"{string.Join(" and ", words)} exclude each other");
            if (words is [var word])
                stores[name] = Store(word, node.Get(word), node);
        }

        return stores;
    }

    private static StoreValues Store(string word, ManifestNode node, ManifestNode resource) => word switch
    {
        "managed" => Managed(node),
        "cloudNativePg" => Operated(node),
        "readReplicas" => new ReplicatedPostgres(node.Path, resource.NumberOf(word, 1, 9)!.Value),
        // Three that are written to are the least that can decide; each has a follower.
        "cluster" => new ClusteredRedis(node.Path, resource.NumberOf(word, 6, 60)!.Value),
        _ => throw new InvalidOperationException($"Unknown word {word}"),
    };

    private static ManagedStore Managed(ManifestNode node)
    {
        node.RefuseOthers("host", "port");
        return new(node.Path, Forms.Server(node.Get("host")), node.NumberOf("port", 1, 65535));
    }

    private static OperatedPostgres Operated(ManifestNode node)
    {
        node.RefuseOthers("instances", "archive");
        return new(
            node.Path, node.NumberOf("instances", 1, 9) ?? 3,
            node.Find("archive") is { } archive ? Storage(archive) : null);
    }

    private static ObjectStorage Storage(ManifestNode node)
    {
        node.RefuseOthers("bucket", "endpoint", "region");
        return new(
            Forms.Bucket(node.Get("bucket")),
            node.Find("endpoint") is { } endpoint ? Forms.Address(endpoint) : null,
            node.Find("region") is { } region ? Forms.Label(region) : null);
    }

    private static string Claim(ManifestNode node)
    {
        node.RefuseOthers("claim");
        return Forms.Label(node.Get("claim"))!;
    }

    private static SecretStore Secrets(ManifestNode node, string name)
    {
        node.RefuseOthers("store", "kind", "refreshInterval", "path");
        var kind = node.TextOf("kind") ?? "ClusterSecretStore";
        if (kind is not ("SecretStore" or "ClusterSecretStore"))
            throw node.Get("kind").Fault($"\"{kind}\" is not known; known: SecretStore, ClusterSecretStore");
        return new(
            Forms.Label(node.Get("store"))!, kind,
            node.Find("refreshInterval") is { } interval ? Forms.Duration(interval) : "1h",
            node.Find("path") is { } path ? Forms.SecretPath(path) : name);
    }

    private static Collector Collector(ManifestNode node)
    {
        node.RefuseOthers("endpoint", "header");
        return new(
            Forms.Address(node.Get("endpoint")),
            node.Find("header") is { } header ? Forms.Header(header) : null);
    }

    private static Dictionary<string, string> Digests(ManifestNode? node)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (image, digest) in node?.Members ?? [])
            digests[image] = Forms.Digest(digest);
        return digests;
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Tests;

/// <summary>Applications that the tests publish: our own, and others' in the forms that upstream writes.</summary>
public static class Sample
{
    public const string Own = "pawpal";

    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Published = new();

    // Each asks for something that is left out by default.
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["managed"] =
            """
            "resources": { "db": { "managed": { "host": "db.example.com", "port": 6543 } },
            "cache": { "managed": { "host": "10.1.2.3" } } }
            """,
        ["operated"] =
            """
            "resources": { "db": { "cloudNativePg": { "instances": 3, "archive": { "bucket": "s3://care-log/db",
            "endpoint": "https://s3.example.com:9000", "region": "eu-north-1" } } } }
            """,
        ["replicas"] = """ "resources": { "db": { "readReplicas": 2 } } """,
        ["cluster"] = """ "resources": { "cache": { "cluster": 6 } } """,
        ["external"] = """ "dashboard": true, "externalSecrets": { "store": "vault", "path": "teams/care" } """,
        ["dashboard"] = """ "dashboard": true """,
        ["collector"] =
            """
            "dashboard": true, "collector": { "endpoint": "https://otlp.example.com/v1", "header": "authorization" }
            """,
        ["otlp"] = """ "otlpEndpoint": "http://collector.telemetry.svc:4317" """,
        ["storage"] =
            """
            "backup": { "bucket": "s3://backups/care", "endpoint": "https://s3.example.com", "region": "eu-north-1" },
            "files": { "claim": "care-files" }
            """,
        ["digests"] =
            $$"""
            "digests": { "care/api": "sha256:{{new string('a', 64)}}" }, "resources": { "api": { "image": "care/api" } }
            """,
        ["all"] =
            """
            "dashboard": true, "collector": { "endpoint": "http://otlp.example.com:4317" },
            "externalSecrets": { "store": "vault", "kind": "SecretStore", "refreshInterval": "30m" },
            "backup": { "bucket": "s3://backups" },
            "resources": { "db": { "readReplicas": 1, "storage": "5Gi" }, "cache": { "cluster": 8 } }
            """,
    };

    public static TheoryData<string> All => new(Own, "starter", "storage", "shop", "care");

    /// <summary>All, and one application with each option of the values.</summary>
    public static TheoryData<string> WithOptions =>
        [.. All.Select(sample => sample.Data).Concat(Options.Keys.Select(option => $"care:{option}"))];

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    public static string OwnManifest => Path.Combine(Repository, "aspire-manifest", "manifest.json");

    public static string OwnValues => Path.Combine(Repository, "publish.json");

    public static string Text(string sample) => File.ReadAllText(sample == Own
        ? OwnManifest
        : Path.Combine(AppContext.BaseDirectory, "Samples", $"{sample.Split(':')[0]}.json"));

    internal static IReadOnlyDictionary<string, string> Publish(string sample, string? values = null) => values is null
        ? Published.GetOrAdd(sample, name => PublishText(Text(name), ValuesOf(name)))
        : PublishText(Text(sample), values);

    internal static IReadOnlyDictionary<string, string> PublishText(
        string manifest, string values = "{}", bool skipUnknown = false, Target target = Target.All) =>
        Publication(manifest, values, skipUnknown, target).Files;

    internal static Publication Publication(
        string manifest, string values = "{}", bool skipUnknown = false, Target target = Target.All) =>
        Publishing.Publication.Of(
            ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(manifest), skipUnknown),
            Values.Parse(System.Text.Encoding.UTF8.GetBytes(values), "values"),
            new RelativePaths("/srv/app/aspire-manifest", "/srv/app"), target);

    /// <summary>What is published with: the name of the sample and its option.</summary>
    internal static string ValuesOf(string sample) => sample.Split(':') switch
    {
        [Own] => File.ReadAllText(OwnValues),
        [var name, var option] => $$"""{ "name": "{{name}}", {{Options[option]}} }""",
        [var name] => $$"""{ "name": "{{name}}" }""",
        _ => throw new ArgumentException($"No sample is named {sample}", nameof(sample)),
    };

    /// <summary>The objects of all files for a cluster, but those that only kustomize reads.</summary>
    internal static IReadOnlyList<JsonNode> Objects(IReadOnlyDictionary<string, string> files) =>
    [
        .. files.Where(file => file.Key.StartsWith("k8s/", StringComparison.Ordinal)
                && file.Key.EndsWith(".yaml", StringComparison.Ordinal)
                && !file.Key.EndsWith("kustomization.yaml", StringComparison.Ordinal))
            .SelectMany(file => YamlReading.Documents(file.Value)),
    ];

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PawPal.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside of the repository");
    }
}

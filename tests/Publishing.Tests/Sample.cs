using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Tests;

/// <summary>Applications that the tests publish: our own, and others' in the forms that upstream writes.</summary>
public static class Sample
{
    public const string Own = "pawpal";

    public static TheoryData<string> All => new(Own, "starter", "storage", "shop");

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    public static string OwnManifest => Path.Combine(Repository, "aspire-manifest", "manifest.json");

    public static string OwnValues => Path.Combine(Repository, "publish.json");

    public static string Text(string sample) => File.ReadAllText(
        sample == Own ? OwnManifest : Path.Combine(AppContext.BaseDirectory, "Samples", $"{sample}.json"));

    internal static IReadOnlyDictionary<string, string> Publish(string sample, string? values = null) => PublishText(
        Text(sample), values ?? (sample == Own ? File.ReadAllText(OwnValues) : $$"""{ "name": "{{sample}}" }"""));

    internal static IReadOnlyDictionary<string, string> PublishText(
        string manifest, string values = "{}", bool skipUnknown = false) => Publication(manifest, values, skipUnknown).Files;

    internal static Publication Publication(string manifest, string values = "{}", bool skipUnknown = false) =>
        Publishing.Publication.Of(
            ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(manifest), skipUnknown),
            Values.Parse(System.Text.Encoding.UTF8.GetBytes(values), "values"),
            new RelativePaths("/srv/app/aspire-manifest", "/srv/app"), Target.All);

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

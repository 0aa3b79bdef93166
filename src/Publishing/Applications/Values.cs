using System.Text.Json;
using PawPal.Publishing.Deployments;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Applications;

/// <summary>What the one who publishes decides: names, the release, parameters. Every field has a default.</summary>
/// <param name="Registry">Goes before the images of this application; null: none.</param>
/// <param name="Domain">Public hosts that no trait names lie below it.</param>
/// <param name="AcmeEmail">Where the certificate authority writes to.</param>
/// <param name="OtlpEndpoint">Where projects send traces, metrics and logs; null: nowhere.</param>
/// <param name="Runbook">The document with a section per alert, as its readers find it; null: there is none.</param>
internal sealed record Values(
    string Name, string Namespace, string Domain, string? Registry, string ImageTag, string AcmeEmail,
    Uri? OtlpEndpoint,
    string? Runbook,
    IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, Traits> Traits)
{
    public const string DefaultTag = "v0.1.0";

    /// <summary>What concerns Kubernetes alone.</summary>
    public ClusterValues Cluster { get; init; } = ClusterValues.None;

    /// <summary>Reads a values file; without one, defaults.</summary>
    /// <exception cref="PublishException">It cannot be read, or holds something that is not known.</exception>
    public static Values Read(string? path)
    {
        if (path is null)
            return Parse("{}"u8.ToArray(), "values");
        try
        {
            return Parse(File.ReadAllBytes(path), Path.GetFileName(path));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PublishException($"The values file {path} cannot be read: {refused.Message}", refused);
        }
    }

    /// <inheritdoc cref="Read"/>
    public static Values Parse(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return From(new ManifestNode(document.RootElement, name));
        }
        catch (JsonException broken)
        {
            throw new PublishException($"{name} is not JSON: {broken.Message}", broken);
        }
    }

    private static Values From(ManifestNode node)
    {
        node.RefuseOthers([
            "name", "namespace", "domain", "registry", "imageTag", "acmeEmail", "otlpEndpoint", "runbook",
            "parameters", "resources", .. ClusterValuesReader.Words]);
        var name = Words.Label(node.Find("name")) ?? "app";
        var domain = node.Find("domain") is { } given ? Words.Host(given) : $"{name}.example.com";
        var traits = new Dictionary<string, Traits>(StringComparer.Ordinal);
        foreach (var (resource, own) in TraitReader.ReadValues(node.Find("resources")))
            traits[resource] = own;
        return new(
            name, Words.Label(node.Find("namespace")) ?? name, domain, node.TextOf("registry"),
            Words.Tag(node.TextOf("imageTag") ?? DefaultTag), node.TextOf("acmeEmail") ?? $"admin@{domain}",
            node.Find("otlpEndpoint") is { } otlp ? Words.Address(otlp) : null,
            node.TextOf("runbook"),
            SettingsReader.Texts(node.Find("parameters")), traits)
        {
            Cluster = ClusterValuesReader.Read(node, name),
        };
    }
}

using System.Text.Json;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Manifests;

/// <summary>Reads manifests strictly: what is not understood is refused by name rather than lost.</summary>
/// <param name="skipUnknown">Leave out resources of a type that cannot be deployed instead of refusing them.</param>
internal sealed class ManifestReader(bool skipUnknown)
{
    private const int MostBytes = 16 * 1024 * 1024;
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Traits> _traits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _omitted = new(StringComparer.Ordinal);

    /// <exception cref="PublishException">The file cannot be read, or what stands in it cannot be published.</exception>
    public static Manifest ReadFile(string path, bool skipUnknown)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new PublishException($"{path} is larger than {MostBytes / 1024 / 1024} MiB: not a manifest");
            return Read(File.ReadAllBytes(path), skipUnknown);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PublishException($"The manifest {path} cannot be read: {refused.Message}", refused);
        }
    }

    /// <inheritdoc cref="ReadFile"/>
    public static Manifest Read(ReadOnlyMemory<byte> json, bool skipUnknown)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return new ManifestReader(skipUnknown).Read(new ManifestNode(document.RootElement, "manifest"));
        }
        catch (JsonException broken)
        {
            throw new PublishException($"The manifest is not JSON: {broken.Message}", broken);
        }
    }

    private Manifest Read(ManifestNode root)
    {
        foreach (var (name, node) in root.Get("resources").Members)
            Read(name, node with { Path = $"resources.{name}" });
        var strangers = _traits.Keys.Where(name => !_resources.ContainsKey(name) && !_omitted.ContainsKey(name));
        if (strangers.FirstOrDefault() is { } stranger)
        {
            throw new PublishException(
                $"The deployment resource speaks of \"{stranger}\", which the manifest does not have");
        }

        return new(_resources, _traits, _omitted);
    }

    private void Read(string name, ManifestNode node)
    {
        if (_resources.ContainsKey(name) || _omitted.ContainsKey(name))
            throw node.Fault("stands twice in the manifest");
        if (!ResourceName.IsValid(name))
            throw node.Fault("the name must be letters, digits and dashes, begin with a letter, and have at most 64");
        var type = node.Get("type").Text();
        if (type == TraitReader.ResourceType)
        {
            foreach (var (resource, traits) in TraitReader.Read(node))
                _traits[resource] = traits;
        }
        else if (ResourceReader.Find(type) is { } read)
        {
            _resources.Add(name, read(name, node));
        }
        else
        {
            Omit(name, node, type);
        }
    }

    private void Omit(string name, ManifestNode node, string type)
    {
        var reason = type == "executable.v0"
            ? "is a program of the developer's machine (executable.v0), which no container platform can run; "
                + "publish it as a Dockerfile"
            : $"is of the type \"{type}\", which is not known";
        if (!skipUnknown)
            throw node.Fault($"{reason}, or leave it out with --skip-unknown");
        _omitted.Add(name, reason);
    }
}

using System.Text.RegularExpressions;

namespace PawPal.Publishing.Manifests;

/// <summary>Reads what all running resources have in common.</summary>
internal static partial class SettingsReader
{
    public static RunResource Complete(ManifestNode node, RunResource resource) => resource with
    {
        ConnectionString = node.TextOf("connectionString"),
        Entrypoint = node.TextOf("entrypoint"),
        Arguments = node.TextsOf("args"),
        Environment = Variables(node.Find("env")),
        Bindings = [.. (node.Find("bindings")?.Members ?? []).Select(member => Binding(member.Name, member.Node))],
        Volumes = [.. (node.Find("volumes")?.Items ?? []).Select(Volume)],
        BindMounts = [.. (node.Find("bindMounts")?.Items ?? []).Select(Bind)],
    };

    /// <summary>Texts by name, in the order of the file.</summary>
    public static IReadOnlyDictionary<string, string> Texts(ManifestNode? node)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in node?.Members ?? [])
            texts[name] = text.Text();
        return texts;
    }

    /// <summary>Variables of a process by name, in the order of the file.</summary>
    public static IReadOnlyDictionary<string, string> Variables(ManifestNode? node)
    {
        foreach (var (name, variable) in node?.Members ?? [])
        {
            if (!VariableName.IsMatch(name))
                throw variable.Fault("is not a name that a container platform takes for a variable");
            if (variable.Text().Contains('\0', StringComparison.Ordinal))
                throw variable.Fault("holds a zero character, which no variable can");
        }

        return Texts(node);
    }

    private static Binding Binding(string name, ManifestNode node)
    {
        node.RefuseOthers("scheme", "protocol", "transport", "port", "targetPort", "external");
        if (!ResourceName.IsValid(name))
            throw node.Fault("is not a name of an endpoint: letters, digits and dashes");
        var protocol = node.TextOf("protocol") ?? "tcp";
        if (protocol is not ("tcp" or "udp"))
            throw node.Get("protocol").Fault($"the protocol \"{protocol}\" is not known; known: tcp, udp");
        var scheme = node.Get("scheme").Text();
        return new(
            name, node.Path, scheme, protocol, node.TextOf("transport") ?? scheme, node.NumberOf("port", 1, 65535),
            node.NumberOf("targetPort", 1, 65535), node.FlagOf("external"));
    }

    private static VolumeMount Volume(ManifestNode node)
    {
        node.RefuseOthers("name", "target", "readOnly");
        return new(node.TextOf("name"), Target(node), node.FlagOf("readOnly"));
    }

    private static BindMount Bind(ManifestNode node)
    {
        node.RefuseOthers("source", "target", "readOnly");
        return new(node.Get("source").Text(), Target(node), node.FlagOf("readOnly"));
    }

    private static string Target(ManifestNode node)
    {
        var target = node.Get("target").Text();
        return target.StartsWith('/') && !target.Contains(':', StringComparison.Ordinal)
            ? target
            : throw node.Get("target").Fault($"\"{target}\" is not an absolute path without a colon");
    }

    [GeneratedRegex(@"\A[A-Za-z_.-][A-Za-z0-9_.-]*\z", RegexOptions.None, 1000)]
    private static partial Regex VariableName { get; }
}

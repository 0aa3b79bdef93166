using System.Text.Json;
using System.Text.RegularExpressions;

namespace PawPal.Hosting.Tests.Publishing;

/// <summary>Follows the placeholders of a manifest.</summary>
internal static partial class Placeholders
{
    /// <summary>Every placeholder whose way through the manifest ends nowhere.</summary>
    public static IReadOnlyList<string> Broken(JsonElement manifest)
    {
        var resources = manifest.GetProperty("resources");
        return [.. Texts(resources).SelectMany(text => Form.Matches(text)).Select(match => match.Groups["path"].Value)
            .Where(path => !Leads(resources, path.Split('.'))).Distinct()];
    }

    private static bool Leads(JsonElement at, string[] path)
    {
        // Host, port and address of an endpoint are known where it is deployed.
        if (path is [var resource, "bindings", var binding, "host" or "port" or "url" or "scheme" or "targetPort"])
            path = [resource, "bindings", binding];
        foreach (var step in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
                return false;
        }

        return true;
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    [GeneratedRegex(@"\{(?<path>[A-Za-z][A-Za-z0-9-]*\.[A-Za-z0-9.-]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form { get; }
}

using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PawPal.Publishing.Tests;

/// <summary>Reads YAML as the most suspicious reader does: a plain scalar that could be anything but a string is.</summary>
internal static class YamlReading
{
    private static readonly string[] True = ["true", "yes", "on", "y"];
    private static readonly string[] False = ["false", "no", "off", "n"];

    public static IReadOnlyList<JsonNode> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Json(document.RootNode)!)];
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(child =>
            KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Json(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } value } => Scalar(value),
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException($"Unknown node {node}"),
    };

    private static JsonNode? Scalar(string value)
    {
        if (value.ToLowerInvariant() is "null" or "~" or "")
            return null;
        if (True.Contains(value.ToLowerInvariant()))
            return true;
        if (False.Contains(value.ToLowerInvariant()))
            return false;
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var broken) ? broken : value;
    }
}

using System.Text.Json.Nodes;
using k8s;

namespace PawPal.Publishing.Yaml;

/// <summary>Writes typed Kubernetes objects, and custom resources given as JSON.</summary>
internal static class YamlObjects
{
    // What a reader looks for first; everything else keeps its order.
    private static readonly string[] First = ["apiVersion", "kind", "metadata", "name", "namespace"];

    public static string Write(params IReadOnlyList<object> objects) =>
        YamlText.Write([.. objects.Select(one => Ordered(
            one as JsonNode ?? JsonNode.Parse(KubernetesJson.Serialize(one)))!)]);

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => Array.IndexOf(First, member.Key) is >= 0 and var place ? place : First.Length)
            .Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}

using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Monitoring;

/// <summary>The rules of our own model, with everything in it that an alert may depend on.</summary>
internal static class Rules
{
    public static string Text => Files["monitoring/prometheus/rules.yml"];

    public static IReadOnlyDictionary<string, string> Files { get; } =
        Sample.PublishText(WithBackups(), File.ReadAllText(Sample.OwnValues));

    public static IReadOnlyList<JsonNode> All { get; } =
    [
        .. YamlReading.Documents(Text)[0]["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!),
    ];

    public static IEnumerable<JsonNode> Alerts => All.Where(rule => rule["alert"] is not null);

    /// <summary>Names of alerts, those among them that this publication leaves out.</summary>
    public static IReadOnlySet<string> Names { get; } =
        Alerts.Select(alert => $"{alert["alert"]}").Concat(OfModel()).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> OfModel() =>
        Deployment(JsonNode.Parse(Sample.Text(Sample.Own))!)
            .SelectMany(resource => resource.Value!["monitoring"]?["alerts"]?.AsArray() ?? [])
            .Select(alert => $"{alert!["name"]}");

    private static string WithBackups()
    {
        var manifest = JsonNode.Parse(Sample.Text(Sample.Own))!;
        var deployment = Deployment(manifest);
        if (deployment.All(resource => resource.Value!["backup"]?["files"] is null))
        {
            manifest["resources"]!["saver"] = new JsonObject { ["type"] = "container.v0", ["image"] = "saver:1" };
            deployment["saver"] = new JsonObject
            {
                ["backup"] = new JsonObject
                {
                    ["schedule"] = "0 * * * *",
                    ["folder"] = "/backups",
                    ["storage"] = "1Gi",
                    ["files"] = "/files",
                },
            };
        }

        return manifest.ToJsonString();
    }

    private static JsonObject Deployment(JsonNode manifest) => manifest["resources"]!.AsObject()
        .Single(resource => $"{resource.Value!["type"]}" == "pawpal.deployment.v0").Value!["resources"]!.AsObject();
}

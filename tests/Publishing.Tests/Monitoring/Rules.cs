using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Monitoring;

/// <summary>The rules of our own model, with everything in it that an alert may depend on.</summary>
internal static class Rules
{
    public static string Text => Files["monitoring/prometheus/rules.yml"];

    public static IReadOnlyDictionary<string, string> Files { get; } =
        Sample.PublishText(Sample.Text(Sample.Own), With(_ => { }));

    /// <summary>The rules of a cluster whose database is followed by replicas.</summary>
    public static string OfCluster { get; } = YamlReading.Documents(
        Sample.PublishText(
            Sample.Text(Sample.Own), With(values => values["resources"]!["postgres"]!["readReplicas"] = 2))[
            "k8s/monitoring/alerting-rules.yaml"])[0]["spec"]!.ToJsonString();

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

    private static string With(Action<JsonNode> change)
    {
        var values = JsonNode.Parse(File.ReadAllText(Sample.OwnValues))!;
        values["files"] = new JsonObject { ["claim"] = "files" };
        change(values);
        return values.ToJsonString();
    }

    private static JsonObject Deployment(JsonNode manifest) => manifest["resources"]!.AsObject()
        .Single(resource => $"{resource.Value!["type"]}" == "pawpal.deployment.v0").Value!["resources"]!.AsObject();
}

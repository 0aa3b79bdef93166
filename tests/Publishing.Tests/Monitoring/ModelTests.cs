using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Monitoring;

/// <summary>What a model says of monitoring arrives, and what it says wrongly is named.</summary>
public sealed class ModelTests
{
    private const string Rule = "monitoring/prometheus/rules.yml";

    [Fact]
    public void A_foreign_project_with_metrics_gets_what_its_runtime_measures_and_nothing_of_ours()
    {
        var files = Publish("""{ "metrics": { "endpoint": "http" } }""");
        Assert.Contains("ServiceDown", files[Rule], StringComparison.Ordinal);
        Assert.Contains(
            "http_server_request_duration_seconds_bucket{namespace=\"app\"", files[Rule], StringComparison.Ordinal);
        Assert.DoesNotContain(
            files.Where(file => file.Key.Contains("monitoring", StringComparison.Ordinal)),
            file => file.Value.Contains("pawpal_", StringComparison.Ordinal)
                || file.Value.Contains("db_client", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_metrics_nothing_of_monitoring_is_published()
    {
        var files = Sample.Publish("starter");
        Assert.DoesNotContain(files.Keys, path => path.Contains("monitoring/", StringComparison.Ordinal));
        Assert.DoesNotContain("prometheus", files["docker-compose.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_gets_the_labels_of_its_resource_and_an_alert_its_severity()
    {
        var files = Publish(
            """
            { "metrics": { "endpoint": "http" }, "monitoring": { "alerts": [{ "name": "QueueLong", "severity": "page",
            "for": "5m", "summary": "s", "description": "d", "query": "max(queue_length{$self}) > 5" }] } }
            """);
        var rule = YamlReading.Documents(files[Rule])[0]["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).Single(one => $"{one!["alert"]}" == "QueueLong")!;
        Assert.Equal("max(queue_length{namespace=\"app\",job=\"api\"}) > 5", $"{rule["expr"]}".Trim());
        Assert.Equal(
            """{"namespace":"app","job":"api","severity":"page"}""", rule["labels"]!.ToJsonString());
    }

    [Theory]
    [InlineData(
        """{ "monitoring": { "alerts": [] } , "metrics": { "endpoint": "http" }, "x": 1 }""",
        "api.x: is not known here")]
    [InlineData(
        """{ "metrics": { "endpoint": "http" }, "monitoring": { "alarms": [] } }""",
        "api.monitoring.alarms: is not known here")]
    [InlineData("""{ "monitoring": { "panels": [{ "row": "r", "title": "t", "description": "d.", "unit": "s", "queries": [{ "query": "x{$self}", "legend": "l" }] }] } }""", "resources.api: has \"monitoring\" and no \"metrics\"")]
    [InlineData("""{ "metrics": { "endpoint": "http" }, "monitoring": { "panels": [{ "row": "r", "title": "t", "description": "d.", "unit": "s", "queries": [{ "query": "x", "legend": "l" }] }] } }""", "api.monitoring.panels[0].queries[0].query: needs $self")]
    [InlineData("""{ "metrics": { "endpoint": "http" }, "monitoring": { "slos": [{ "name": "A", "title": "t", "objective": 100, "good": "x{$self}[$window]", "total": "x{$self}[$window]" }] } }""", "slos[0].objective: must be a number of per cent above 0 and below 100")]
    [InlineData("""{ "metrics": { "endpoint": "http" }, "monitoring": { "slos": [{ "name": "A", "title": "t", "objective": 99, "good": "x{$self}[5m]", "total": "x{$self}[$window]" }] } }""", "slos[0].good: needs $window")]
    [InlineData("""{ "metrics": { "endpoint": "http" }, "monitoring": { "alerts": [{ "name": "ServiceDown", "severity": "page", "for": "5m", "summary": "s", "description": "d", "query": "x{$self}" }] } }""", "Two alerts are named ServiceDown")]
    [InlineData("""{ "metrics": { "endpoint": "http" }, "monitoring": { "alerts": [{ "name": "A", "severity": "sms", "for": "5m", "summary": "s", "description": "d", "query": "x{$self}" }] } }""", "alerts[0].severity: \"sms\" is not known")]
    public void What_is_wrong_is_named_with_its_place(string traits, string message)
    {
        var fault = Assert.Throws<PublishException>(() => Publish(traits));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, string> Publish(string traits) => Sample.PublishText(new JsonObject
    {
        ["resources"] = new JsonObject
        {
            ["api"] = JsonNode.Parse(
                """
                { "type": "project.v0", "path": "Api/Api.csproj",
                "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http" } } }
                """),
            ["deployment"] = new JsonObject
            {
                ["type"] = "pawpal.deployment.v0",
                ["resources"] = new JsonObject { ["api"] = JsonNode.Parse(traits) },
            },
        },
    }.ToJsonString());
}

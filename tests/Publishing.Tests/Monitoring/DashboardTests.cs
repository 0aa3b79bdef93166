using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests.Monitoring;

/// <summary>The dashboard as Grafana and a person find it.</summary>
public sealed class DashboardTests
{
    private static readonly JsonObject Dashboard =
        JsonNode.Parse(Rules.Files["k8s/monitoring/grafana-dashboard.json"])!.AsObject();

    private static IEnumerable<JsonNode> Panels => Dashboard["panels"]!.AsArray().Select(panel => panel!);

    private static IEnumerable<JsonNode> Pictures => Panels.Where(panel => $"{panel["type"]}" != "row");

    [Fact]
    public void It_can_be_imported_anywhere()
    {
        Assert.Equal("pawpal", $"{Dashboard["uid"]}");
        Assert.InRange((int)Dashboard["schemaVersion"]!, 36, 42);
        var variable = Assert.Single(Dashboard.At("templating.list")!.AsArray())!;
        Assert.Equal(
            ("datasource", "datasource", "prometheus"),
            ($"{variable["name"]}", $"{variable["type"]}", $"{variable["query"]}"));
        foreach (var one in Pictures
            .Concat(Pictures.SelectMany(panel => panel["targets"]!.AsArray()).Select(target => target!)))
            Assert.Equal("${datasource}", $"{one.At("datasource.uid")}");
    }

    [Fact]
    public void Every_panel_says_what_it_shows_and_in_which_unit()
    {
        foreach (var panel in Pictures)
        {
            Assert.NotEmpty($"{panel["title"]}");
            Assert.True($"{panel["description"]}".EndsWith('.'), $"{panel["title"]}");
            Assert.NotEmpty($"{panel.At("fieldConfig.defaults.unit")}");
            Assert.NotEmpty(panel["targets"]!.AsArray());
            Assert.All(panel["targets"]!.AsArray(), target => Assert.NotEmpty($"{target!["legendFormat"]}"));
        }

        Assert.Equal(
            Pictures.Count(),
            Pictures.Select(panel => $"{panel["title"]}").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Panels.Count(), Panels.Select(panel => (int)panel["id"]!).Distinct().Count());
    }

    [Fact]
    public void Panels_lie_on_the_grid_and_not_on_each_other()
    {
        var taken = new HashSet<(int, int)>();
        foreach (var place in Panels.Select(panel => panel["gridPos"]!))
        {
            var (x, y, width, height) = ((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!);
            Assert.InRange(x + width, 1, 24);
            for (var column = x; column < x + width; column++)
            {
                for (var row = y; row < y + height; row++)
                    Assert.True(taken.Add((column, row)), $"{column}, {row} is taken twice");
            }
        }
    }

    [Fact]
    public void Lines_are_filled_to_the_edge()
    {
        foreach (var line in Panels.GroupBy(panel => (int)panel["gridPos"]!["y"]!))
            Assert.Equal(24, line.Sum(panel => (int)panel["gridPos"]!["w"]!));
    }

    [Fact]
    public void What_the_guide_and_the_model_name_is_shown()
    {
        string[] wanted =
        [
            "Requests", "4xx", "5xx", "Response time p50", "Response time p95", "Response time p99", "CPU by replica",
            "CPU in all", "Memory by replica", "Connections in use and pool size", "Hit rate", "Stages of a turn, p95",
            "No-match rate", "Backup age", "Error budget left", "Burn rate over an hour",
        ];
        Assert.Empty(wanted.Except(Pictures.Select(panel => $"{panel["title"]}"), StringComparer.Ordinal));
        Assert.Equal("Is it up, are people happy", $"{Panels.First()["title"]}");
    }

    [Fact]
    public void Both_platforms_get_the_same_bytes()
    {
        var file = Rules.Files["k8s/monitoring/grafana-dashboard.json"];
        Assert.Equal(file, Rules.Files["monitoring/grafana/dashboards/pawpal.json"]);
        var map = YamlReading.Documents(Rules.Files["k8s/monitoring/grafana-dashboard-configmap.yaml"])[0];
        Assert.Equal(file, $"{map["data"]!["pawpal.json"]}");
        Assert.Equal("1", $"{map.At("metadata.labels")!["grafana_dashboard"]}");
    }
}

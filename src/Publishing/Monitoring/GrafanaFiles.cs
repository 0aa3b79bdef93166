using System.Text.Json.Nodes;

namespace PawPal.Publishing.Monitoring;

/// <summary>Writes what Grafana reads at its start: where data comes from, and where dashboards lie.</summary>
internal static class GrafanaFiles
{
    public static JsonObject DataSource(string prometheus) => new()
    {
        ["apiVersion"] = 1,
        ["datasources"] = new JsonArray(new JsonObject
        {
            ["name"] = "Prometheus",
            ["uid"] = "prometheus",
            ["type"] = "prometheus",
            ["access"] = "proxy",
            ["url"] = $"http://{prometheus}",
            ["isDefault"] = true,
            ["editable"] = false,
            ["jsonData"] = new JsonObject { ["timeInterval"] = WorkloadRules.Interval },
        }),
    };

    public static JsonObject Dashboards(string folder) => new()
    {
        ["apiVersion"] = 1,
        ["providers"] = new JsonArray(new JsonObject
        {
            ["name"] = "published",
            ["type"] = "file",
            ["allowUiUpdates"] = false,
            ["options"] = new JsonObject { ["path"] = folder },
        }),
    };
}

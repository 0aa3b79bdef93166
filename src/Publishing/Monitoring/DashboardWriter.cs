using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PawPal.Publishing.Monitoring;

/// <summary>
/// Writes a dashboard that Grafana takes from its import page, a provisioned folder or a ConfigMap alike: the source of
/// data is a variable, not a name.
/// </summary>
internal static class DashboardWriter
{
    private const int Columns = 24;
    private const int NumberHeight = 5;
    private const int LinesHeight = 8;
    private const int SchemaVersion = 39;

    // Angle brackets and quotes as they are: it is a file for people too.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(MonitoringPlan plan)
    {
        var name = plan.Application.Name;
        var dashboard = new JsonObject
        {
            ["uid"] = name,
            ["title"] = name,
            ["description"] = "Generated from the Aspire manifest. Changes belong into the model: they are lost here.",
            ["tags"] = new JsonArray("generated", name),
            ["schemaVersion"] = SchemaVersion,
            ["version"] = 1,
            ["editable"] = true,
            ["graphTooltip"] = 1,
            ["refresh"] = "30s",
            ["timezone"] = "browser",
            ["time"] = new JsonObject { ["from"] = "now-3h", ["to"] = "now" },
            ["templating"] = new JsonObject { ["list"] = new JsonArray(SourceVariable()) },
            ["annotations"] = new JsonObject { ["list"] = new JsonArray(Pages(plan)) },
            ["links"] = Links(plan.Application.Values.Runbook),
            ["panels"] = Panels(new DashboardRows(plan.Targets).Write()),
        };
        return dashboard.ToJsonString(Readable) + "\n";
    }

    private static JsonObject SourceVariable() => new()
    {
        ["name"] = "datasource",
        ["label"] = "Prometheus",
        ["type"] = "datasource",
        ["query"] = "prometheus",
        ["refresh"] = 1,
        ["hide"] = 0,
    };

    private static JsonObject Pages(MonitoringPlan plan) => new()
    {
        ["name"] = "Pages",
        ["enable"] = true,
        ["iconColor"] = "red",
        ["datasource"] = Source(),
        ["expr"] =
            $"ALERTS{{namespace=\"{plan.Targets.Namespace}\",alertstate=\"firing\",severity=\"page\"}}",
        ["titleFormat"] = "{{alertname}}",
        ["textFormat"] = "{{job}}",
    };

    // Grafana opens addresses alone.
    private static JsonArray Links(string? runbook) => runbook?.Contains("://", StringComparison.Ordinal) == true
        ? new(new JsonObject
        {
            ["title"] = "Runbook",
            ["type"] = "link",
            ["url"] = runbook,
            ["targetBlank"] = true,
        })
        : [];

    private static JsonArray Panels(IEnumerable<DashboardRow> rows)
    {
        var written = new JsonArray();
        var (x, y, height) = (0, 0, 0);
        foreach (var row in rows)
        {
            NextLine();
            written.Add(Placed(new() { ["type"] = "row", ["title"] = row.Title, ["collapsed"] = false }, Columns, 1));
            var share = Share(row.Panels.Count(panel => panel.Width is null));
            foreach (var panel in row.Panels)
            {
                var wanted = panel.Kind == PanelKind.Number ? NumberHeight : LinesHeight;
                // Numbers and lines side by side would leave holes.
                if (x > 0 && height != wanted)
                    NextLine();
                written.Add(Placed(Panel(panel), panel.Width ?? share, wanted));
            }
        }

        return written;

        JsonObject Placed(JsonObject panel, int width, int wanted)
        {
            if (x + width > Columns)
                NextLine();
            panel["id"] = written.Count + 1;
            panel["gridPos"] = new JsonObject { ["x"] = x, ["y"] = y, ["w"] = width, ["h"] = wanted };
            (x, height) = (x + width, Math.Max(height, wanted));
            return panel;
        }

        void NextLine() => (x, y, height) = (0, y + height, 0);
    }

    private static int Share(int panels) => Columns / (panels switch
    {
        0 or 1 => 1,
        2 or 4 => 2,
        _ => 3,
    });

    private static JsonObject Panel(DashboardPanel panel) => new()
    {
        ["type"] = panel.Kind == PanelKind.Number ? "stat" : "timeseries",
        ["title"] = panel.Title,
        ["description"] = panel.Description,
        ["datasource"] = Source(),
        ["fieldConfig"] = new JsonObject { ["defaults"] = Defaults(panel), ["overrides"] = new JsonArray() },
        ["options"] = panel.Kind == PanelKind.Number ? NumberOptions() : LinesOptions(),
        ["targets"] = new JsonArray([.. panel.Queries.Select((query, index) => new JsonObject
        {
            ["refId"] = $"{(char)('A' + index)}",
            ["datasource"] = Source(),
            ["expr"] = query.Expression.TrimEnd('\n'),
            ["legendFormat"] = query.Legend,
            ["editorMode"] = "code",
            ["range"] = panel.Kind == PanelKind.Lines,
            ["instant"] = panel.Kind == PanelKind.Number,
        })]),
    };

    private static JsonObject Defaults(DashboardPanel panel)
    {
        var defaults = new JsonObject
        {
            ["unit"] = panel.Unit,
            ["color"] = new JsonObject
            {
                ["mode"] = panel.Kind == PanelKind.Number && panel.Limit is not null ? "thresholds" : "palette-classic",
            },
            ["thresholds"] = Thresholds(panel.Limit),
        };
        if (panel.Unit == "percentunit")
            defaults["decimals"] = 2;
        if (panel.Kind == PanelKind.Number)
            return defaults;
        defaults["min"] = 0;
        defaults["custom"] = new JsonObject
        {
            ["drawStyle"] = "line",
            ["fillOpacity"] = 10,
            ["lineWidth"] = 1,
            ["showPoints"] = "never",
            ["thresholdsStyle"] = new JsonObject { ["mode"] = panel.Limit is null ? "off" : "dashed" },
        };
        return defaults;
    }

    private static JsonObject Thresholds(Limit? limit)
    {
        var steps = new JsonArray(new JsonObject
        {
            ["color"] = limit?.IsLeast == true ? "red" : "green",
            ["value"] = null,
        });
        if (limit is not null)
            steps.Add(new JsonObject { ["color"] = limit.IsLeast ? "green" : "red", ["value"] = limit.Value });
        return new() { ["mode"] = "absolute", ["steps"] = steps };
    }

    private static JsonObject NumberOptions() => new()
    {
        ["colorMode"] = "background",
        ["graphMode"] = "none",
        ["orientation"] = "auto",
        ["textMode"] = "value_and_name",
        ["reduceOptions"] = new JsonObject { ["calcs"] = new JsonArray("lastNotNull"), ["values"] = false },
    };

    private static JsonObject LinesOptions() => new()
    {
        ["legend"] = new JsonObject { ["displayMode"] = "list", ["placement"] = "bottom", ["showLegend"] = true },
        ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
    };

    private static JsonObject Source() => new() { ["type"] = "prometheus", ["uid"] = "${datasource}" };
}

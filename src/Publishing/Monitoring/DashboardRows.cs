using System.Globalization;

namespace PawPal.Publishing.Monitoring;

/// <summary>
/// What is shown, in the order of questions on call: is it up and are people happy, how much is asked of it, how fast
/// and how well does it answer, does it have enough, and then what is particular to the application.
/// </summary>
internal sealed class DashboardRows(Targets targets)
{
    private static readonly string[] Severities = ["page", "ticket"];

    private readonly string _all = targets.Labels(targets.All);
    private readonly string _dotNet = targets.Labels(targets.DotNet);

    public IReadOnlyList<DashboardRow> Write()
    {
        var rows = new List<DashboardRow> { new("Is it up, are people happy", [.. Overview(), .. Promises()]) };
        if (targets.DotNet.Count > 0)
        {
            rows.Add(new("Traffic and errors", [.. Traffic()]));
            rows.Add(new("Latency", [.. Latency()]));
            rows.Add(new("Saturation", [.. Saturation()]));
        }

        if (targets.Pools.Count > 0)
            rows.Add(new("Database", [.. Database(targets.Labels(targets.Pools))]));
        foreach (var own in OfModel().GroupBy(panel => panel.Row, panel => panel.Panel, StringComparer.Ordinal))
        {
            var known = rows.FindIndex(row => row.Title == own.Key);
            if (known < 0)
                rows.Add(new(own.Key, [.. own]));
            else
                rows[known] = rows[known] with { Panels = [.. rows[known].Panels, .. own] };
        }

        return rows;
    }

    private IEnumerable<DashboardPanel> Overview()
    {
        yield return new(
            PanelKind.Number, "Replicas up", "Replicas that Prometheus reaches, by service.", "short",
            [new($"sum by (job) (up{{{_all}}})", "{{job}}")])
        {
            Width = 16,
            Limit = new(1, IsLeast: true),
        };
        yield return new(
            PanelKind.Number, "Alerts firing", "Pages wake somebody; tickets wait for the day.", "short",
            [.. Severities.Select(severity => new DashboardQuery(
                $"count(ALERTS{{namespace=\"{targets.Namespace}\",alertstate=\"firing\",severity=\"{severity}\"}}) "
                + "or vector(0)", severity))])
        {
            Width = 8,
            Limit = new(1, IsLeast: false),
        };
    }

    private IEnumerable<DashboardPanel> Promises()
    {
        var promised = targets.All.SelectMany(workload => workload.Monitoring.Slos).ToArray();
        if (promised.Length == 0)
            yield break;
        var labels = $"namespace=\"{targets.Namespace}\"";
        yield return new(
            PanelKind.Number, "Promise kept over the last hour",
            $"The share of good events. Promised: {string.Join("; ", promised.Select(slo => string.Create(
                CultureInfo.InvariantCulture, $"{slo.Title} {slo.Objective} %")))}.", "percentunit",
            [new($"1 - {SloRules.Ratio("1h")}{{{labels}}}", "{{slo}}")])
        {
            Width = 12,
        };
        yield return new(
            PanelKind.Number, "Error budget left",
            "Of what three days at the promised share allow. Below zero the promise is broken.", "percentunit",
            [new(
                $"1 - {SloRules.Ratio(SloRules.BudgetWindow)}{{{labels}}} / (1 - slo:objective:ratio{{{labels}}})",
                "{{slo}}")])
        {
            Width = 12,
            Limit = new(0, IsLeast: true),
        };
        yield return new(
            PanelKind.Lines, "Burn rate over an hour",
            "How many times faster than allowed errors come: above 14.4 somebody is woken, above 1 the budget shrinks.",
            "short",
            [new($"{SloRules.Ratio("1h")}{{{labels}}} / (1 - slo:objective:ratio{{{labels}}})", "{{slo}}")])
        {
            Limit = new(14.4, IsLeast: false),
        };
    }

    private IEnumerable<DashboardPanel> Traffic()
    {
        yield return Lines(
            "Requests", "Requests per second, without health checks and scrapes.", "reqps",
            Query($"job:http_requests:rate5m{{{_dotNet}}}", "{{job}}"));
        yield return Lines(
            "4xx", "Answers per second that refuse a request: wrong input, no session, too many.", "reqps",
            Query($"job:http_client_errors:rate5m{{{_dotNet}}}", "{{job}}"));
        yield return Lines(
            "5xx", "Answers per second that failed a request.", "reqps",
            Query($"job:http_errors:rate5m{{{_dotNet}}}", "{{job}}"));
    }

    private IEnumerable<DashboardPanel> Latency() => new[] { ("p50", "Half"), ("p95", "95 %"), ("p99", "99 %") }
        .Select(quantile => Lines(
            $"Response time {quantile.Item1}", $"{quantile.Item2} of the requests are answered within this time.", "s",
            new DashboardQuery($"job:http_request_duration_seconds:{quantile.Item1}_5m{{{_dotNet}}}", "{{job}}")));

    private IEnumerable<DashboardPanel> Saturation()
    {
        yield return Lines(
            "CPU by replica", "Cores in use.", "short",
            Query($"instance:cpu:cores_rate5m{{{_dotNet}}}", "{{job}} {{instance}}"));
        yield return Lines(
            "CPU by service", "Of the limit, the busiest replica.", "percentunit",
            Query(
                $"max by (namespace, job) (instance:cpu:cores_rate5m{{{_dotNet}}}) / job:cpu_limit:cores{{{_dotNet}}}",
                "{{job}}")) with
        { Limit = new(0.9, IsLeast: false) };
        yield return Lines(
            "CPU in all", "Cores in use by the whole application.", "short",
            Query($"sum(instance:cpu:cores_rate5m{{{_dotNet}}})", "all"));
        yield return Lines(
            "Memory by replica", "The working set of the process.", "bytes",
            Query($"instance:memory:bytes{{{_dotNet}}}", "{{job}} {{instance}}"));
        yield return Lines(
            "Memory by service", "Of the limit, the fullest replica.", "percentunit",
            Query(
                $"max by (namespace, job) (instance:memory:bytes{{{_dotNet}}}) / job:memory_limit:bytes{{{_dotNet}}}",
                "{{job}}")) with
        { Limit = new(0.9, IsLeast: false) };
        yield return Lines(
            "Garbage collection", "The share of time the process stood still for it.", "percentunit",
            Query(
                $"max by (namespace, job) (rate(dotnet_gc_pause_time_seconds_total{{{_dotNet}}}[5m]))", "{{job}}"));
    }

    private static IEnumerable<DashboardPanel> Database(string labels)
    {
        yield return Lines(
            "Connections in use and pool size", "All pools of a service together; the health check's own are small.",
            "short",
            Query(
                $"sum by (job) (db_client_connection_count{{{labels},db_client_connection_state=\"used\"}})",
                "{{job}} in use"),
            Query($"sum by (job) (db_client_connection_max{{{labels}}})", "{{job}} pool size"));
        yield return Lines(
            "Pool in use", "The fullest pool of each service.", "percentunit",
            Query($"max by (job) (instance:db_pool:used_ratio{{{labels}}})", "{{job}}")) with
        {
            Limit = new(0.9, IsLeast: false),
        };
        yield return Lines(
            "Statement time p95", "95 % of the statements are answered within this time.", "s",
            Query(
                "histogram_quantile(0.95, sum by (job, le) (rate(db_client_operation_duration_seconds_bucket"
                + $"{{{labels},db_system_name=\"postgresql\"}}[5m])))", "{{job}}"));
    }

    // What several resources show under one title is one picture.
    private IEnumerable<(string Row, DashboardPanel Panel)> OfModel() =>
        from workload in targets.All
        from panel in workload.Monitoring.Panels
        where targets.Has(panel.When)
        let queries = panel.Queries.Select(query => Query(query.Query.Of(targets.Labels(workload)), query.Legend))
        group (panel, queries) by (panel.Row, panel.Title) into same
        let first = same.First().panel
        select (first.Row, Lines(
            first.Title, first.Description, first.Unit, [.. same.SelectMany(one => one.queries)]));

    private static DashboardQuery Query(string expression, string legend) => new(expression, legend);

    private static DashboardPanel Lines(
        string title, string description, string unit, params DashboardQuery[] queries) =>
        new(PanelKind.Lines, title, description, unit, queries);
}

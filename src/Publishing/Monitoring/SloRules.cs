using System.Globalization;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Monitoring;

/// <summary>
/// Error ratios over several windows, and alerts on how fast they use up what a promise allows: over a long window, so
/// that it matters, and over a short one, so that it ends when the cause does.
/// </summary>
internal sealed class SloRules(Targets targets)
{
    /// <summary>The longest window: what the dashboard calls the budget.</summary>
    public const string BudgetWindow = "3d";

    // A share of a handful of events is noise: so many bad ones are asked for as well.
    private const string LeastBad = "10";

    private static readonly string[] Short = ["5m", "30m", "1h"];

    // Over hours the events of every five minutes are added up: reading each sample of days again would cost too much.
    private static readonly string[] Long = ["6h", BudgetWindow];

    public static string Ratio(string window) => $"slo:error_ratio:rate{window}";

    public IReadOnlyList<RuleGroup> Write() =>
    [
        .. targets.All.SelectMany(workload => workload.Monitoring.Slos.Select(slo => new RuleGroup(
            $"slo-{workload.Label}-{slo.Name}", "30s", [.. Recordings(workload, slo), .. Alerts(workload, slo)]))),
    ];

    public Dictionary<string, string> Labels(Workload workload, Slo slo) =>
        new(targets.LabelsOf(workload), StringComparer.Ordinal) { ["slo"] = slo.Name };

    public string Selector(Workload workload, Slo slo) => $"{targets.Labels(workload)},slo=\"{slo.Name}\"";

    /// <summary>The share of bad events that the promise allows.</summary>
    public static decimal Budget(Slo slo) => (100 - slo.Objective) / 100;

    private IEnumerable<Rule> Recordings(Workload workload, Slo slo)
    {
        var labels = Labels(workload, slo);
        var selector = Selector(workload, slo);
        yield return new Recording("slo:objective:ratio", $"vector({Number(slo.Objective / 100)})", labels);
        foreach (var window in Short)
        {
            var total = Text(workload, slo.Total, window);
            yield return new Recording($"slo:total_events:rate{window}", total, labels);
            // Where nothing was good yet there is no series of it.
            yield return new Recording(
                $"slo:good_events:rate{window}", $"({Text(workload, slo.Good, window)}) or 0 * ({total})", labels);
        }

        foreach (var window in Long)
        {
            foreach (var events in new[] { "total", "good" })
            {
                yield return new Recording(
                    $"slo:{events}_events:rate{window}",
                    $"avg_over_time(slo:{events}_events:rate5m{{{selector}}}[{window}])", labels);
            }
        }

        foreach (var window in Short.Concat(Long))
        {
            yield return new Recording(
                Ratio(window),
                $"1 - slo:good_events:rate{window}{{{selector}}} / slo:total_events:rate{window}{{{selector}}}",
                labels);
        }
    }

    private IEnumerable<Rule> Alerts(Workload workload, Slo slo)
    {
        yield return Burn(workload, slo, Severity.Page, 14.4m, "1h", "2 % of a month's budget in an hour", "5m");
        // The half hour alone would hold the alert for as long after the end; the five minutes let go of it.
        yield return Burn(workload, slo, Severity.Page, 6m, "6h", "5 % of a month's budget in six hours", "30m", "5m");
        yield return Burn(
            workload, slo, Severity.Ticket, 1m, BudgetWindow, "10 % of a month's budget in three days", "6h");
    }

    private AlertRule Burn(
        Workload workload, Slo slo, Severity severity, decimal rate, string window, string spent,
        params string[] shorter)
    {
        var selector = Selector(workload, slo);
        var limit = Number(rate * Budget(slo));
        string[] conditions =
        [
            .. shorter.Prepend(window).Select(one => $"{Ratio(one)}{{{selector}}} > {limit}"),
            $"(slo:total_events:rate{window}{{{selector}}} - slo:good_events:rate{window}{{{selector}}}) "
                + $"* {Seconds(window)} >= {LeastBad}",
        ];
        var labels = Labels(workload, slo);
        labels["window"] = window;
        return new(
            $"{slo.Name}BudgetBurn", severity, "0s",
            $"{slo.Title}: {{{{ $value | humanizePercentage }}}} over {window} break the promise of "
            + $"{Number(slo.Objective)} %",
            $"At this rate it uses {spent}.",
            string.Join("\nand ", conditions) + "\n", labels);
    }

    private static int Seconds(string window) => window switch
    {
        "1h" => 3600,
        "6h" => 6 * 3600,
        BudgetWindow => 3 * 24 * 3600,
        _ => throw new InvalidOperationException($"Unknown window {window}"),
    };

    private string Text(Workload workload, Query query, string window) =>
        query.Of(targets.Labels(workload)).Replace(Query.Window, window, StringComparison.Ordinal);

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Deployments;

/// <summary>Reads the trait <c>monitoring</c>.</summary>
internal static partial class MonitoringReader
{
    public static MonitoringTrait Read(ManifestNode? given)
    {
        if (given is not { } node)
            return MonitoringTrait.None;
        node.RefuseOthers("slos", "alerts", "panels");
        return new(
            [.. (node.Find("slos")?.Items ?? []).Select(Slo)],
            [.. (node.Find("alerts")?.Items ?? []).Select(Alert)],
            [.. (node.Find("panels")?.Items ?? []).Select(Panel)]);
    }

    private static Slo Slo(ManifestNode node)
    {
        node.RefuseOthers("name", "title", "objective", "good", "total");
        return new(
            Name(node), Line(node, "title"), Objective(node.Get("objective")),
            Query(node.Get("good"), needsWindow: true), Query(node.Get("total"), needsWindow: true));
    }

    private static Alert Alert(ManifestNode node)
    {
        node.RefuseOthers("name", "severity", "for", "summary", "description", "query", "when");
        return new(
            Name(node),
            node.Get("severity").Text() switch
            {
                "page" => Severity.Page,
                "ticket" => Severity.Ticket,
                var other => throw node.Get("severity").Fault($"\"{other}\" is not known; known: page, ticket"),
            },
            Duration(node.Get("for")), Line(node, "summary"), Line(node, "description"), Query(node.Get("query")),
            When(node));
    }

    private static Panel Panel(ManifestNode node)
    {
        node.RefuseOthers("row", "title", "description", "unit", "queries", "when");
        PanelQuery[] queries = [.. node.Get("queries").Items.Select(query =>
        {
            query.RefuseOthers("query", "legend");
            return new PanelQuery(Query(query.Get("query")), Line(query, "legend"));
        })];
        return queries.Length > 0
            ? new(
                Line(node, "row"), Line(node, "title"), Line(node, "description"), Line(node, "unit"), queries,
                When(node))
            : throw node.Get("queries").Fault("has no query");
    }

    private static Feature? When(ManifestNode node) => node.TextOf("when") switch
    {
        null => null,
        "backup" => Feature.Backup,
        "fileBackup" => Feature.FileBackup,
        "readReplicas" => Feature.ReadReplicas,
        var other => throw node.Get("when").Fault(
            $"\"{other}\" is not known; known: backup, fileBackup, readReplicas"),
    };

    private static decimal Objective(ManifestNode node) =>
        node.Value.ValueKind == JsonValueKind.Number && node.Value.TryGetDecimal(out var percent)
            && percent is > 0 and < 100
            ? percent
            : throw node.Fault("must be a number of per cent above 0 and below 100");

    private static Query Query(ManifestNode node, bool needsWindow = false)
    {
        var text = node.Text();
        if (!text.Contains(Deployments.Query.Self, StringComparison.Ordinal))
            throw node.Fault($"needs {Deployments.Query.Self} among its labels: else it reads other applications too");
        return needsWindow == text.Contains(Deployments.Query.Window, StringComparison.Ordinal)
            ? new(text)
            : throw node.Fault(needsWindow
                ? $"needs {Deployments.Query.Window} as its range"
                : $"has no use for {Deployments.Query.Window}: name a range");
    }

    private static string Name(ManifestNode node) => Form(node.Get("name"), NameForm, "a name such as PoolExhausted");

    private static string Duration(ManifestNode node) =>
        Form(node, DurationForm, "a duration such as 0s, 5m or 2h");

    private static string Line(ManifestNode node, string name) =>
        Form(node.Get(name), LineForm, "one line of text");

    private static string Form(ManifestNode node, Regex form, string words)
    {
        var text = node.Text();
        return form.IsMatch(text)
            ? text
            : throw node.Fault(string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is not {words}"));
    }

    [GeneratedRegex(@"\A([A-Z][A-Za-z0-9]*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameForm { get; }

    [GeneratedRegex(@"\A[0-9]{1,4}(s|m|h|d)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationForm { get; }

    [GeneratedRegex(@"\A[^\r\n]{1,500}\z", RegexOptions.None, 1000)]
    private static partial Regex LineForm { get; }
}

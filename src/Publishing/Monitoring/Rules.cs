using System.Text.Json.Nodes;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Monitoring;

/// <summary>Rules that are evaluated together, one after another.</summary>
/// <param name="Interval">Between two evaluations.</param>
internal sealed record RuleGroup(string Name, string Interval, IReadOnlyList<Rule> Rules);

/// <param name="Expression">PromQL.</param>
internal abstract record Rule(string Expression, IReadOnlyDictionary<string, string> Labels);

/// <summary>Keeps the value of an expression as a series of its own.</summary>
internal sealed record Recording(string Name, string Expression, IReadOnlyDictionary<string, string> Labels)
    : Rule(Expression, Labels);

/// <summary>Tells people while its expression gives something.</summary>
internal sealed record AlertRule(
    string Name, Severity Severity, string For, string Summary, string Description, string Expression,
    IReadOnlyDictionary<string, string> Labels)
    : Rule(Expression, Labels);

/// <summary>Writes rules as Prometheus reads them, from a file or out of a PrometheusRule.</summary>
/// <param name="runbook">The document with a section per alert; null: there is none.</param>
internal sealed class RuleWriter(string? runbook)
{
    public JsonObject Write(IEnumerable<RuleGroup> groups) => new()
    {
        ["groups"] = new JsonArray([.. groups.Select(group => new JsonObject
        {
            ["name"] = group.Name,
            ["interval"] = group.Interval,
            ["rules"] = new JsonArray([.. group.Rules.Select(Write)]),
        })]),
    };

    private JsonObject Write(Rule rule)
    {
        // As a block of its own, without quotes around its quotes.
        var expression = rule.Expression.TrimEnd('\n') + "\n";
        var written = rule is AlertRule named
            ? new JsonObject { ["alert"] = named.Name, ["expr"] = expression }
            : new JsonObject { ["record"] = ((Recording)rule).Name, ["expr"] = expression };
        if (rule is not AlertRule alert)
        {
            if (rule.Labels.Count > 0)
                written["labels"] = Texts(rule.Labels);
            return written;
        }

        if (alert.For is not ("0s" or "0m"))
            written["for"] = alert.For;
        written["labels"] = Texts(rule.Labels);
        written["labels"]!["severity"] = SeverityLabel(alert.Severity);
        written["annotations"] = new JsonObject
        {
            ["summary"] = alert.Summary,
            ["description"] = alert.Description,
        };
        if (runbook is not null)
            written["annotations"]!["runbook_url"] = $"{runbook}#{alert.Name.ToLowerInvariant()}";
        return written;
    }

    public static string SeverityLabel(Severity severity) => severity == Severity.Page ? "page" : "ticket";

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts) => new(
        texts.Select(text => KeyValuePair.Create<string, JsonNode?>(text.Key, text.Value)));
}

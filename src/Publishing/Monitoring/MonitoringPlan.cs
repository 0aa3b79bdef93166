using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Monitoring;

/// <summary>What is measured, recorded, told and shown of an application. Knows no platform.</summary>
internal sealed record MonitoringPlan(Application Application, Targets Targets, IReadOnlyList<RuleGroup> Groups)
{
    /// <summary>Null: nothing of the application can be measured.</summary>
    /// <exception cref="PublishException">Two alerts are named alike.</exception>
    public static MonitoringPlan? Of(Application application)
    {
        var targets = new Targets(application);
        if (targets.All.Count == 0)
            return null;
        IReadOnlyList<RuleGroup> general = new WorkloadRules(targets).Write();
        RuleGroup[] own = [.. new SloRules(targets).Write(), .. OfModel(targets)];
        RefuseTwins(general, own);
        return new(application, targets, [.. general, .. own]);
    }

    private static IEnumerable<RuleGroup> OfModel(Targets targets)
    {
        foreach (var workload in targets.All)
        {
            AlertRule[] rules = [.. workload.Monitoring.Alerts.Where(alert => targets.Has(alert.When))
                .Select(alert => new AlertRule(
                    alert.Name, alert.Severity, alert.For, alert.Summary, alert.Description,
                    alert.Condition.Of(targets.Labels(workload)), targets.LabelsOf(workload)))];
            if (rules.Length > 0)
                yield return new($"model-{workload.Label}", WorkloadRules.Interval, rules);
        }
    }

    // An alert's name leads to its section of the runbook. Two resources may share one: it is the same there too.
    private static void RefuseTwins(IEnumerable<RuleGroup> general, IEnumerable<RuleGroup> own)
    {
        var taken = Names(general).ToHashSet(StringComparer.Ordinal);
        var twin = own.Where(group => group.Name.StartsWith("model-", StringComparison.Ordinal))
                .SelectMany(group => Names([group]).CountBy(name => name, StringComparer.Ordinal))
                .FirstOrDefault(name => name.Value > 1).Key
            ?? Names(own).FirstOrDefault(taken.Contains);
        if (twin is not null)
            throw new PublishException($"Two alerts are named {twin}: rename one in the model");
    }

    private static IEnumerable<string> Names(IEnumerable<RuleGroup> groups) =>
        groups.SelectMany(group => group.Rules.OfType<AlertRule>()).Select(alert => alert.Name);
}

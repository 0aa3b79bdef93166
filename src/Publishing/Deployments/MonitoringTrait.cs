namespace PawPal.Publishing.Deployments;

/// <summary>
/// What is particular to one resource: what it promises, what wakes a person, what a person looks at.
/// </summary>
internal sealed record MonitoringTrait(
    IReadOnlyList<Slo> Slos, IReadOnlyList<Alert> Alerts, IReadOnlyList<Panel> Panels)
{
    public static MonitoringTrait None { get; } = new([], [], []);

    public bool IsEmpty => Slos.Count + Alerts.Count + Panels.Count == 0;
}

/// <summary>A promise: this share of events is good.</summary>
/// <param name="Name">Words in one, each begun with a capital letter: <c>ApiAvailability</c>.</param>
/// <param name="Objective">The good share, in per cent.</param>
/// <param name="Good">Good events per second over <c>$window</c>.</param>
/// <param name="Total">All valid events per second over <c>$window</c>.</param>
internal sealed record Slo(string Name, string Title, decimal Objective, Query Good, Query Total);

/// <param name="For">So long it must be so.</param>
/// <param name="Condition">True while it gives something.</param>
/// <param name="When">Only where the application has this; null: always.</param>
internal sealed record Alert(
    string Name, Severity Severity, string For, string Summary, string Description, Query Condition, Feature? When);

/// <summary>What an application may have or lack, so that its figures are there or not.</summary>
internal enum Feature
{
    Backup,

    /// <summary>A backup that takes files along.</summary>
    FileBackup,

    /// <summary>A database that is followed by replicas.</summary>
    ReadReplicas,
}

internal enum Severity
{
    /// <summary>Somebody is woken.</summary>
    Page,

    /// <summary>Somebody looks in the next days.</summary>
    Ticket,
}

/// <param name="Row">The heading it stands under.</param>
/// <param name="Unit">A unit of Grafana's: s, percentunit, reqps.</param>
/// <param name="When">Only where the application has this; null: always.</param>
internal sealed record Panel(
    string Row, string Title, string Description, string Unit, IReadOnlyList<PanelQuery> Queries, Feature? When);

/// <param name="Legend">Labels in double braces.</param>
internal sealed record PanelQuery(Query Query, string Legend);

/// <summary>PromQL in which <c>$self</c> stands for the labels of the resource that it is said of.</summary>
internal sealed record Query(string Text)
{
    public const string Self = "$self";

    public const string Window = "$window";

    public string Of(string labels) => Text.Replace(Self, labels, StringComparison.Ordinal);
}

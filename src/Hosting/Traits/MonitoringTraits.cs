using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>A promise about the resource: this share of events is good.</summary>
/// <param name="Name">Words in one, each begun with a capital letter.</param>
/// <param name="Title">The promise in words.</param>
/// <param name="Objective">The good share, in per cent.</param>
/// <param name="Good">PromQL: good events per second over <c>$window</c>, of the labels <c>$self</c>.</param>
/// <param name="Total">PromQL: all valid events per second, likewise.</param>
public sealed record SloTrait(string Name, string Title, decimal Objective, string Good, string Total)
    : IResourceAnnotation;

/// <summary>What somebody is told of.</summary>
/// <param name="Name">Words in one, each begun with a capital letter; its section of the runbook.</param>
/// <param name="Severity">Whether somebody is woken.</param>
/// <param name="For">So long it must be so, as Prometheus writes it: 5m.</param>
/// <param name="Summary">One line; labels in double braces.</param>
/// <param name="Description">One line: what it means.</param>
/// <param name="Query">PromQL of the labels <c>$self</c>: gives something while it is so.</param>
public sealed record AlertTrait(
    string Name, AlertSeverity Severity, string For, string Summary, string Description, string Query)
    : IResourceAnnotation
{
    /// <summary>Only where the application has this.</summary>
    public DeploymentFeature When { get; init; }
}

/// <summary>A picture of the dashboard.</summary>
/// <param name="Row">The heading it stands under.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What one sees in it.</param>
/// <param name="Unit">A unit of Grafana's: s, percentunit, short.</param>
/// <param name="Queries">PromQL of the labels <c>$self</c>, each with its legend.</param>
public sealed record PanelTrait(
    string Row, string Title, string Description, string Unit, IReadOnlyList<(string Query, string Legend)> Queries)
    : IResourceAnnotation
{
    /// <summary>Only where the application has this.</summary>
    public DeploymentFeature When { get; init; }
}

/// <summary>Whether somebody is woken.</summary>
public enum AlertSeverity
{
    /// <summary>Somebody is woken.</summary>
    Page,

    /// <summary>Somebody looks in the next days.</summary>
    Ticket,
}

/// <summary>What a deployment may have or lack.</summary>
public enum DeploymentFeature
{
    /// <summary>No condition.</summary>
    Any,

    /// <summary>A resource that makes backups.</summary>
    Backup,

    /// <summary>A resource that makes backups of files too.</summary>
    FileBackup,

    /// <summary>A database that is followed by replicas.</summary>
    ReadReplicas,
}

using Google.Protobuf.WellKnownTypes;

namespace PawPal.Dashboard.Resources;

/// <summary>A resource of the running model, as the AppHost last told. Never changes.</summary>
public sealed record ResourceSnapshot
{
    /// <summary>Unique among all; a replica's with its suffix.</summary>
    public required string Name { get; init; }

    /// <summary>Such as <c>Project</c>, <c>Container</c>, <c>Executable</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>The name in the model; replicas share it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Changes when the resource is created anew.</summary>
    public required string Uid { get; init; }

    /// <summary>Such as <c>Running</c>; null when nothing is known yet.</summary>
    public string? State { get; init; }

    /// <summary><c>success</c>, <c>info</c>, <c>warning</c>, <c>error</c>, or null.</summary>
    public string? StateStyle { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public IReadOnlyList<ResourceVariable> Environment { get; init; } = [];

    public IReadOnlyList<ResourceCommand> Commands { get; init; } = [];

    public IReadOnlyList<ResourceProperty> Properties { get; init; } = [];

    public IReadOnlyList<ResourceUrl> Urls { get; init; } = [];

    public IReadOnlyList<ResourceVolume> Volumes { get; init; } = [];

    public IReadOnlyList<ResourceHealthReport> HealthReports { get; init; } = [];

    public IReadOnlyList<ResourceRelationship> Relationships { get; init; } = [];

    /// <summary>Not to be listed unless asked for.</summary>
    public bool IsHidden { get; init; }

    public string? IconName { get; init; }

    /// <summary>The worst of the health reports; null when it has none, or one of them has not run yet.</summary>
    public ResourceHealth? Health => HealthReports.Count == 0 || HealthReports.Any(r => r.Status is null)
        ? null
        : HealthReports.Max(r => r.Status);

    /// <summary>A property's text; null when there is none.</summary>
    public string? Property(string name) => Properties.FirstOrDefault(p => p.Name == name)?.Value;
}

/// <summary>A variable of the resource's environment. Values may be secret: show them when asked to.</summary>
public sealed record ResourceVariable(string Name, string? Value, bool IsFromSpec);

/// <summary>A fact about a resource, such as <c>executable.pid</c>; lists are joined by spaces.</summary>
public sealed record ResourceProperty(string Name, string DisplayName, string Value, bool IsSensitive);

/// <summary>Where it answers.</summary>
public sealed record ResourceUrl(string? EndpointName, string Url, string DisplayName, int SortOrder, bool IsInternal, bool IsInactive);

/// <summary>A volume or a bind mount.</summary>
public sealed record ResourceVolume(string Source, string Target, string MountType, bool IsReadOnly);

/// <summary>What a health check says; no status until it has run once.</summary>
public sealed record ResourceHealthReport(
    string Key, ResourceHealth? Status, string Description, string Exception, DateTimeOffset? LastRunAt);

/// <summary>Health, from good to bad.</summary>
public enum ResourceHealth
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <summary>Another resource that this one has to do with: <c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>.</summary>
public sealed record ResourceRelationship(string ResourceName, string Type);

/// <summary>Something that can be done with a resource.</summary>
public sealed record ResourceCommand(
    string Name,
    string DisplayName,
    string? Description,
    string? ConfirmationMessage,
    ResourceCommandState State,
    bool IsHighlighted,
    string? IconName)
{
    /// <summary>Given back with the command, as it came.</summary>
    internal Value? Parameter { get; init; }
}

/// <summary>Whether a command can be given.</summary>
public enum ResourceCommandState
{
    Enabled,
    Disabled,
    Hidden,
}

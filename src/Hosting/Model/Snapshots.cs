using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at one moment. State and health are two things.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>One of <see cref="KnownResourceTypes"/>, or a word of the resource's own.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts by name: <see cref="CustomResourceKnownProperties"/> and others.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When the resource came to be known (UTC).</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was last started (UTC).</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended (UTC); null while it runs.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>; null before the application starts.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The exit code, once it ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The worst of the reports; healthy when it runs without checks; null when it does not run.</summary>
    public HealthStatus? HealthStatus
    {
        get
        {
            if (State?.Text != KnownResourceStates.Running && State?.Text != KnownResourceStates.Active)
                return null;
            return HealthReports.IsEmpty
                ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
                : HealthReports.Min(report =>
                    report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
        }
    }

    /// <summary>The answers of its health checks.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    /// <summary>Its environment, without what it merely inherits.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Its addresses, those for people first.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Its mounts.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>What can be done with it now.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>Which others it has to do with.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether tools leave it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The icon's name in the Fluent UI set, or null for the kind's own.</summary>
    public string? IconName { get; init; }

    /// <summary>Regular or filled, or null for the kind's own.</summary>
    public IconVariant? IconVariant { get; init; }

    /// <summary>The property's value as text, or null when there is none.</summary>
    internal string? Property(string name) =>
        Properties.FirstOrDefault(property => property.Name == name)?.Value?.ToString();

    /// <summary>The same with these properties set; a null value takes one away.</summary>
    internal CustomResourceSnapshot With(params IEnumerable<ResourcePropertySnapshot> properties)
    {
        var all = Properties;
        foreach (var property in properties)
        {
            all = all.RemoveAll(known => known.Name == property.Name);
            if (property.Value is not null)
                all = all.Add(property);
        }

        return this with { Properties = all };
    }
}

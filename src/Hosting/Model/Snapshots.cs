using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states a resource goes through.</summary>
public static class KnownResourceStates
{
    public static readonly string NotStarted = nameof(NotStarted);
    public static readonly string Waiting = nameof(Waiting);
    public static readonly string Starting = nameof(Starting);
    public static readonly string Running = nameof(Running);
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);
    public static readonly string FailedToStart = nameof(FailedToStart);
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It ended by itself, and well.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It ended with a failure, or was stopped.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>The states in which nothing runs and nothing will by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

/// <summary>One address of a resource.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The address.</param>
/// <param name="IsInternal">Whether it is not meant for people.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);

/// <summary>The answer of one health check.</summary>
/// <param name="Status">Null before the first answer.</param>
public sealed record HealthReportSnapshot(
    string Name, HealthStatus? Status, string? Description, string? ExceptionText);

/// <summary>What is known of a resource at one moment. State and health are two things.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Project, Executable, Container, Parameter.</summary>
    public required string ResourceType { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>; null before the application starts.</summary>
    public string? State { get; init; }

    /// <summary>The exit code, once it ended.</summary>
    public int? ExitCode { get; init; }

    public DateTimeOffset? StartTimeStamp { get; init; }

    public DateTimeOffset? StopTimeStamp { get; init; }

    /// <summary>Which form of it runs, and from where: "installed PostgreSQL 15".</summary>
    public string? Source { get; init; }

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    /// <summary>The worst of the reports; healthy when it runs without checks; null when it does not run.</summary>
    public HealthStatus? HealthStatus
    {
        get
        {
            if (State != KnownResourceStates.Running)
                return null;
            return HealthReports.IsEmpty
                ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
                : HealthReports.Min(report =>
                    report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
        }
    }
}

/// <summary>A resource has changed.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Its name, and later the replica's.</param>
/// <param name="snapshot">What is known of it now.</param>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    public IResource Resource => resource;

    public string ResourceId => resourceId;

    public CustomResourceSnapshot Snapshot => snapshot;
}

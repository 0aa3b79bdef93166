using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a probe decides.</summary>
[Experimental("ASPIREPROBES001")]
public enum ProbeType
{
    /// <summary>Whether the process has come up; the others begin after it.</summary>
    Startup,

    /// <summary>Whether it gets requests.</summary>
    Readiness,

    /// <summary>Whether it may live on or is started anew.</summary>
    Liveness,
}

/// <summary>How a platform finds out whether a resource is as it should be.</summary>
[Experimental("ASPIREPROBES001")]
public abstract class ProbeAnnotation : IResourceAnnotation
{
    /// <summary>What the probe decides.</summary>
    public required ProbeType Type { get; init; }

    /// <summary>Seconds between the start and the first question.</summary>
    public int InitialDelaySeconds { get; init; } = 5;

    /// <summary>Seconds between two questions.</summary>
    public int PeriodSeconds { get; init; } = 5;

    /// <summary>Seconds an answer may take.</summary>
    public int TimeoutSeconds { get; set; } = 1;

    /// <summary>How many bad answers in a row count as a failure.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>How many good answers in a row count as a success.</summary>
    public int SuccessThreshold { get; init; } = 1;
}

/// <summary>A probe by HTTP GET.</summary>
[Experimental("ASPIREPROBES001")]
public sealed class EndpointProbeAnnotation : ProbeAnnotation
{
    /// <summary>The endpoint it asks.</summary>
    public required EndpointReference EndpointReference { get; init; }

    /// <summary>The path it asks.</summary>
    public required string Path { get; init; }
}

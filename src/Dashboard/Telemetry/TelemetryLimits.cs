using System.ComponentModel.DataAnnotations;

namespace PawPal.Dashboard.Telemetry;

/// <summary>How much telemetry is kept. What is over goes: the oldest of logs and traces, the newest of everything else.</summary>
public sealed record TelemetryLimits
{
    public const string Section = "Dashboard:TelemetryLimits";

    /// <summary>Log entries.</summary>
    [Range(1, 10_000_000)] public int MaxLogCount { get; init; } = 100_000;

    /// <summary>Characters of all log entries together, roughly.</summary>
    [Range(100_000, 1_000_000_000)] public int MaxLogLength { get; init; } = 50_000_000;

    /// <summary>Characters of all spans together, roughly; one trace may have half of them.</summary>
    [Range(100_000, 1_000_000_000)] public int MaxTraceLength { get; init; } = 50_000_000;

    /// <summary>Traces.</summary>
    [Range(1, 1_000_000)] public int MaxTraceCount { get; init; } = 10_000;

    /// <summary>Spans of all traces together.</summary>
    [Range(1, 10_000_000)] public int MaxSpanCount { get; init; } = 100_000;

    /// <summary>Spans of one trace.</summary>
    [Range(1, 1_000_000)] public int MaxSpansPerTrace { get; init; } = 10_000;

    /// <summary>Points of one series of an instrument; a value that stays the same is one point.</summary>
    [Range(2, 1_000_000)] public int MaxMetricsCount { get; init; } = 10_000;

    /// <summary>Numbers in the points of all instruments together; a point has three, a histogram's its buckets more.</summary>
    [Range(1_000, 1_000_000_000)] public int MaxMetricValueCount { get; init; } = 5_000_000;

    /// <summary>Instruments of all resources together.</summary>
    [Range(1, 100_000)] public int MaxInstrumentCount { get; init; } = 2_000;

    /// <summary>Series, that is combinations of tags, of one instrument.</summary>
    [Range(1, 100_000)] public int MaxDimensionCount { get; init; } = 500;

    /// <summary>Series of all instruments together.</summary>
    [Range(1, 10_000_000)] public int MaxSeriesCount { get; init; } = 20_000;

    /// <summary>Resources.</summary>
    [Range(1, 100_000)] public int MaxResourceCount { get; init; } = 500;

    /// <summary>Attributes of anything.</summary>
    [Range(1, 10_000)] public int MaxAttributeCount { get; init; } = 128;

    /// <summary>Characters of an attribute's value, a name or a message.</summary>
    [Range(16, 1_000_000)] public int MaxAttributeLength { get; init; } = 32_768;

    /// <summary>Events of a span; links too.</summary>
    [Range(1, 100_000)] public int MaxSpanEventCount { get; init; } = 128;
}

using Microsoft.Extensions.Options;

namespace PawPal.Dashboard.Telemetry;

/// <summary>Kinds of telemetry.</summary>
public enum TelemetryKind
{
    Logs,
    Traces,
    Metrics,
}

/// <summary>All telemetry that is kept, in memory and bounded.</summary>
public sealed class TelemetryStore
{
    public TelemetryStore(IOptions<TelemetryLimits> limits)
    {
        Limits = limits.Value;
        Resources = new(Limits);
        Logs = new(Limits);
        Traces = new(Limits);
        Metrics = new(Limits);
    }

    /// <summary>How much is kept.</summary>
    public TelemetryLimits Limits { get; }

    /// <summary>Who has sent something.</summary>
    public ResourceRegistry Resources { get; }

    /// <summary>Structured log entries.</summary>
    public LogStore Logs { get; }

    /// <summary>Traces.</summary>
    public TraceStore Traces { get; }

    /// <summary>Instruments and their points.</summary>
    public MetricStore Metrics { get; }

    /// <summary>Forgets one kind of telemetry of the resource of this name; of all when null.</summary>
    public void Clear(TelemetryKind kind, string? resource = null)
    {
        switch (kind)
        {
            case TelemetryKind.Logs:
                Logs.Clear(resource);
                break;
            case TelemetryKind.Traces:
                Traces.Clear(resource);
                break;
            case TelemetryKind.Metrics:
                Metrics.Clear(resource);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of telemetry");
        }
    }
}

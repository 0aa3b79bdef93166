namespace PawPal.Dashboard.Telemetry;

/// <summary>What an instrument measures.</summary>
public enum InstrumentKind
{
    /// <summary>A sum that only rises.</summary>
    Counter,

    /// <summary>A sum that rises and falls.</summary>
    UpDownCounter,

    /// <summary>A value of the moment.</summary>
    Gauge,

    /// <summary>A distribution over buckets with given bounds.</summary>
    Histogram,

    /// <summary>A distribution over buckets that grow by a constant factor.</summary>
    ExponentialHistogram,

    /// <summary>Quantiles that the sender worked out.</summary>
    Summary,
}

/// <summary>Whether points count from the start or from the point before. The values are OpenTelemetry's.</summary>
public enum Temporality
{
    Unspecified = 0,
    Delta = 1,
    Cumulative = 2,
}

/// <summary>One instrument of one resource. Its points are asked of <see cref="MetricStore"/>.</summary>
public sealed class Instrument
{
    internal Instrument(TelemetryResource resource, InstrumentationScope scope, string name)
    {
        Resource = resource;
        Scope = scope;
        Name = name;
    }

    /// <summary>Who measures.</summary>
    public TelemetryResource Resource { get; }

    /// <summary>The meter.</summary>
    public InstrumentationScope Scope { get; }

    /// <summary>Such as <c>http.server.request.duration</c>.</summary>
    public string Name { get; }

    /// <summary>What it tells, in its author's words; may be empty.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>The unit in UCUM's notation, such as <c>s</c>, <c>By</c>, <c>{request}</c>; may be empty.</summary>
    public string Unit { get; internal set; } = "";

    /// <summary>What it measures.</summary>
    public InstrumentKind Kind { get; internal set; }

    /// <summary>As sent. What the store gives out is always cumulative.</summary>
    public Temporality Temporality { get; internal set; }

    /// <summary>Whether it has percentiles.</summary>
    public bool IsHistogram => Kind is InstrumentKind.Histogram or InstrumentKind.ExponentialHistogram;

    /// <summary>
    /// Whether it had more combinations of tags than are kept apart: the rest is one series, tagged
    /// <c>otel.metric.overflow=true</c>.
    /// </summary>
    public bool HasOverflow { get; internal set; }

    internal void Describe(InstrumentDescription described) =>
        (Description, Unit, Kind, Temporality) =
            (described.Description, described.Unit, described.Kind, described.Temporality);

    internal Dictionary<AttributeList, MetricSeries> Series { get; } = [];
}

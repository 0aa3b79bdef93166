namespace PawPal.Dashboard.Telemetry;

/// <summary>How a field is compared. Text is compared without regard to case.</summary>
public enum FilterOperator
{
    Equals,
    NotEquals,
    Contains,
    NotContains,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
}

/// <summary>
/// One condition. The field is one of <see cref="KnownFields"/> or an attribute's name. The four orderings compare
/// numbers; where one side is no number they compare text. A missing field is unequal to everything and contains nothing.
/// </summary>
public sealed record FieldFilter(string Field, FilterOperator Operator, string Value);

/// <summary>Names of fields that are no attributes.</summary>
public static class KnownFields
{
    public const string Message = "log.message";
    public const string Category = "log.category";
    public const string OriginalFormat = "log.originalformat";
    public const string Name = "trace.name";
    public const string Kind = "trace.kind";
    public const string Status = "trace.status";
    public const string Source = "trace.source";
    public const string TraceId = "trace.traceid";
    public const string SpanId = "trace.spanid";
    public const string Resource = "resource.name";
    public const string DurationMilliseconds = "trace.duration";

    /// <summary>Those that hold for log entries.</summary>
    public static IReadOnlyList<string> OfLogs { get; } = [Message, Category, OriginalFormat, TraceId, SpanId, Resource];

    /// <summary>Those that hold for spans.</summary>
    public static IReadOnlyList<string> OfSpans { get; } =
        [Name, Kind, Status, Source, TraceId, SpanId, Resource, DurationMilliseconds];
}

/// <summary>Which log entries; an empty one means all. All conditions must hold.</summary>
public sealed record LogFilter
{
    /// <summary>A name that <see cref="TelemetryResource.IsNamed"/> knows; null means every resource.</summary>
    public string? Resource { get; init; }

    /// <summary>This severity and above; entries without a severity are shown with <see cref="LogSeverity.Trace"/> only.</summary>
    public LogSeverity MinSeverity { get; init; }

    /// <summary>Found in the message, the category, or an attribute's value, without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>Entries of this trace only.</summary>
    public TraceId? TraceId { get; init; }

    /// <summary>Entries of this span only.</summary>
    public SpanId? SpanId { get; init; }

    /// <summary>Further conditions.</summary>
    public IReadOnlyList<FieldFilter> Fields { get; init; } = [];

    /// <summary>Whether it has no condition.</summary>
    internal bool LetsAllThrough => Resource is null && MinSeverity <= LogSeverity.Trace && string.IsNullOrEmpty(Text)
        && TraceId is null && SpanId is null && Fields.Count == 0;
}

/// <summary>Which traces; an empty one means all.</summary>
public sealed record TraceFilter
{
    /// <summary>Traces in which this resource took part; null means all.</summary>
    public string? Resource { get; init; }

    /// <summary>Found in the name of a span or in the trace's id, without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>Traces with an error only.</summary>
    public bool OnlyErrors { get; init; }

    /// <summary>Traces that took at least this long.</summary>
    public TimeSpan MinDuration { get; init; }

    /// <summary>Further conditions; one span must meet them all.</summary>
    public IReadOnlyList<FieldFilter> Fields { get; init; } = [];
}

using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Tests.Telemetry;

/// <summary>Telemetry made by hand.</summary>
internal static class Sample
{
    public static TelemetryResource Api { get; } = new("api", "one", default);

    public static TelemetryResource Web { get; } = new("web", "one", default);

    public static InstrumentationScope Scope { get; } = new("scope", "", default);

    public static LogEntry Log(string message, params (string Name, string Value)[] attributes) => new(DateTimeOffset.UnixEpoch, 9)
    {
        SeverityText = "",
        Message = message,
        Attributes = Attributes(attributes),
        Resource = Api,
        Scope = Scope,
    };

    public static LogEntry Log(string message, LogSeverity severity, TelemetryResource resource, TraceId trace) =>
        new(DateTimeOffset.UnixEpoch, (int)severity)
        {
            SeverityText = "",
            Message = message,
            Attributes = default,
            Resource = resource,
            Scope = Scope,
            TraceId = trace,
        };

    public static Span Span(
        int trace, int id, int parent = 0, double startSeconds = 0, double seconds = 1, SpanStatus status = SpanStatus.Unset,
        TelemetryResource? resource = null, string name = "work") =>
        new(DateTimeOffset.UnixEpoch.AddSeconds(startSeconds), TimeSpan.FromSeconds(seconds))
        {
            TraceId = new((UInt128)trace),
            Id = new((ulong)id),
            ParentId = new((ulong)parent),
            Name = name,
            Status = status,
            StatusMessage = "",
            Attributes = Attributes([("id", $"{id}")]),
            Events = [],
            Links = [],
            Resource = resource ?? Api,
            Scope = Scope,
        };

    public static AttributeList Attributes(params (string Name, string Value)[] attributes) =>
        new([.. attributes.Select(a => new KeyValuePair<string, string>(a.Name, a.Value))]);
}

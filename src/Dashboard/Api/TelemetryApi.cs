using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Api;

/// <summary>
/// What the pages show, as JSON for scripts: behind the same login, the newest first, as many as <c>limit</c> says.
/// </summary>
internal static class TelemetryApi
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    public static void MapTelemetryApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/telemetry");
        api.MapGet("/resources", static (TelemetryStore store) =>
            store.Resources.All().Select(r => new { name = r.DisplayName, service = r.ServiceName, instance = r.InstanceId }));
        api.MapGet("/traces", Traces);
        api.MapGet("/traces/{id}", Spans);
        api.MapGet("/logs", Logs);
    }

    private static object Traces(TelemetryStore store, string? resource, string? text, bool? errors, int? limit)
    {
        var filter = new TraceFilter { Resource = resource, Text = text, OnlyErrors = errors ?? false };
        var page = store.Traces.Query(filter, 0, Clamp(limit));
        return new { page.Total, store.Traces.Dropped, Items = page.Items.Select(TraceRow) };
    }

    private static IResult Spans(TelemetryStore store, string id) =>
        TraceId.TryParse(id, out var traceId) && store.Traces.Find(traceId) is { } trace
            ? Results.Json(new { Trace = TraceRow(trace), Spans = trace.Spans.Select(SpanRow) })
            : Results.NotFound();

    private static object Logs(
        TelemetryStore store, string? resource, string? text, string? traceId, LogSeverity? severity, int? limit)
    {
        var filter = new LogFilter
        {
            Resource = resource,
            Text = text,
            MinSeverity = severity ?? LogSeverity.Unspecified,
            TraceId = TraceId.TryParse(traceId, out var id) ? id : null,
        };
        var page = store.Logs.Query(filter, 0, Clamp(limit));
        return new { page.Total, store.Logs.Dropped, Items = page.Items.Select(LogRow) };
    }

    private static int Clamp(int? limit) => Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);

    private static object TraceRow(Trace trace) => new
    {
        TraceId = trace.Id.ToString(),
        trace.Root.Name,
        trace.Start,
        DurationMilliseconds = trace.Duration.TotalMilliseconds,
        Spans = trace.Spans.Count,
        Errors = trace.ErrorCount,
        Resources = trace.Resources.Select(r => r.DisplayName),
    };

    private static object SpanRow(Span span) => new
    {
        SpanId = span.Id.ToString(),
        ParentId = span.ParentId.IsEmpty ? null : span.ParentId.ToString(),
        span.Name,
        Kind = span.Kind.ToString(),
        Status = span.Status.ToString(),
        span.StatusMessage,
        span.Start,
        DurationMilliseconds = span.Duration.TotalMilliseconds,
        Resource = span.Resource.DisplayName,
        Attributes = Map(span.Attributes),
    };

    private static object LogRow(LogEntry entry) => new
    {
        entry.Id,
        entry.Time,
        Severity = entry.Severity.ToString(),
        entry.Message,
        Category = entry.Scope.Name,
        Resource = entry.Resource.DisplayName,
        TraceId = entry.TraceId.IsEmpty ? null : entry.TraceId.ToString(),
        SpanId = entry.SpanId.IsEmpty ? null : entry.SpanId.ToString(),
        Attributes = Map(entry.Attributes),
        entry.Exception,
    };

    private static Dictionary<string, string> Map(AttributeList attributes)
    {
        var map = new Dictionary<string, string>(attributes.Count, StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            map.TryAdd(name, value);
        return map;
    }
}

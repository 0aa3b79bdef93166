using System.Globalization;

namespace PawPal.Dashboard.Telemetry;

/// <summary>A trace filter as a function.</summary>
internal static class TraceMatch
{
    public static bool Holds(TraceFilter filter, Trace trace) =>
        (!filter.OnlyErrors || trace.HasError)
        && trace.Duration >= filter.MinDuration
        && (filter.Resource is not { } resource || trace.Resources.Any(r => r.IsNamed(resource)))
        && (string.IsNullOrEmpty(filter.Text) || HasText(trace, filter.Text))
        && (filter.Fields.Count == 0 || trace.Spans.Any(s => filter.Fields.All(f => FieldMatch.Holds(f, Field(s, f.Field)))));

    private static bool HasText(Trace trace, string text) =>
        trace.Spans.Any(s => FieldMatch.Has(s.Name, text)) || FieldMatch.Has(trace.Id.ToString(), text);

    private static string? Field(Span span, string name) => name switch
    {
        KnownFields.Name => span.Name,
        KnownFields.Kind => span.Kind.ToString(),
        KnownFields.Status => span.Status.ToString(),
        KnownFields.Source => span.Scope.Name,
        KnownFields.TraceId => span.TraceId.ToString(),
        KnownFields.SpanId => span.Id.ToString(),
        KnownFields.Resource => span.Resource.DisplayName,
        KnownFields.DurationMilliseconds => span.Duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        _ => span.Attributes[name],
    };
}

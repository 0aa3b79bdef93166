using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;
using PawPal.Dashboard.Otlp.Reading;
using PawPal.Dashboard.Telemetry;
using Span = PawPal.Dashboard.Telemetry.Span;
using WireSpan = OpenTelemetry.Proto.Trace.V1.Span;

namespace PawPal.Dashboard.Otlp;

/// <summary>Takes spans into the store.</summary>
internal sealed class TraceIngestion(TelemetryStore store, ScopeReader scopes, AttributeReader attributes)
{
    public ExportTraceServiceResponse Take(ExportTraceServiceRequest request)
    {
        var rejection = Rejection.None;
        var taken = new List<Span>();
        foreach (var sent in request.ResourceSpans)
        {
            if (scopes.Resource(sent.Resource) is not { } resource)
                rejection = rejection.And(sent.ScopeSpans.Sum(s => s.Spans.Count), Reasons.TooManyResources);
            else
                rejection = rejection.And(Read(sent, resource, taken), "spans without a valid trace id and span id");
        }

        rejection = rejection.And(store.Traces.Add(taken), "traces with too many spans (Dashboard:TelemetryLimits:MaxSpansPerTrace)");
        var response = new ExportTraceServiceResponse();
        if (rejection.Count > 0)
            response.PartialSuccess = new() { RejectedSpans = rejection.Count, ErrorMessage = rejection.Reason };
        return response;
    }

    private int Read(ResourceSpans sent, TelemetryResource resource, List<Span> taken)
    {
        var invalid = 0;
        foreach (var scopeSpans in sent.ScopeSpans)
        {
            var scope = scopes.Scope(scopeSpans.Scope);
            foreach (var span in scopeSpans.Spans)
            {
                var read = Read(span, resource, scope);
                if (read.TraceId.IsEmpty || read.Id.IsEmpty)
                    invalid++;
                else
                    taken.Add(read);
            }
        }

        return invalid;
    }

    private Span Read(WireSpan span, TelemetryResource resource, InstrumentationScope scope) => new(
        WireTime.Read(span.StartTimeUnixNano), WireTime.Between(span.StartTimeUnixNano, span.EndTimeUnixNano))
    {
        TraceId = WireIds.Trace(span.TraceId),
        Id = WireIds.Span(span.SpanId),
        ParentId = WireIds.Span(span.ParentSpanId),
        Name = attributes.Shorten(span.Name),
        Kind = Enum.IsDefined((SpanKind)span.Kind) ? (SpanKind)span.Kind : SpanKind.Unspecified,
        Status = span.Status?.Code switch
        {
            Status.Types.StatusCode.Ok => SpanStatus.Ok,
            Status.Types.StatusCode.Error => SpanStatus.Error,
            _ => SpanStatus.Unset,
        },
        StatusMessage = attributes.Shorten(span.Status?.Message ?? ""),
        Attributes = attributes.Read(span.Attributes),
        Events = Events(span),
        Links = Links(span),
        Resource = resource,
        Scope = scope,
    };

    private SpanEvent[] Events(WireSpan span)
    {
        if (span.Events.Count == 0)
            return [];
        return [.. span.Events.Take(store.Limits.MaxSpanEventCount).Select(
            e => new SpanEvent(WireTime.Read(e.TimeUnixNano), attributes.Shorten(e.Name), attributes.Read(e.Attributes)))];
    }

    private SpanLink[] Links(WireSpan span)
    {
        if (span.Links.Count == 0)
            return [];
        return [.. span.Links.Take(store.Limits.MaxSpanEventCount).Select(
            l => new SpanLink(WireIds.Trace(l.TraceId), WireIds.Span(l.SpanId), attributes.Read(l.Attributes)))];
    }
}

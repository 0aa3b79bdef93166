using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace PawPal.Dashboard.Tests.Otlp;

/// <summary>Requests with spans.</summary>
internal static class Spans
{
    /// <summary>So many spans, each a trace of its own.</summary>
    public static ExportTraceServiceRequest Request(int count) => Of(Enumerable.Range(0, count).Select(_ => Guid.NewGuid()));

    /// <summary>So many spans of one trace.</summary>
    public static ExportTraceServiceRequest OfOneTrace(int count) => Of(Enumerable.Repeat(Guid.NewGuid(), count));

    private static ExportTraceServiceRequest Of(IEnumerable<Guid> traces)
    {
        var scope = new ScopeSpans();
        foreach (var trace in traces)
        {
            scope.Spans.Add(new Span
            {
                TraceId = ByteString.CopyFrom(trace.ToByteArray()),
                SpanId = ByteString.CopyFrom(Guid.NewGuid().ToByteArray().AsSpan(0, 8)),
                Name = "work",
                StartTimeUnixNano = 1_700_000_000_000_000_000,
                EndTimeUnixNano = 1_700_000_001_000_000_000,
                Attributes = { new KeyValue { Key = "k", Value = new AnyValue { StringValue = "v" } } },
            });
        }

        return new() { ResourceSpans = { new ResourceSpans { ScopeSpans = { scope } } } };
    }
}

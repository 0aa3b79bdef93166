using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace PawPal.Benchmarks.Dashboard;

/// <summary>Telemetry as services send it: six services, ten spans a trace, eight attributes a span.</summary>
internal static class SampleTelemetry
{
    private const int SpansPerTrace = 10;
    private static readonly string[] Services = ["gateway", "frontend", "backend", "worker", "speech", "migrations"];
    private static long _next;

    private static ulong Now => (ulong)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    public static ExportTraceServiceRequest Spans(int count)
    {
        var number = Interlocked.Increment(ref _next);
        var scope = new ScopeSpans { Scope = new() { Name = "Microsoft.AspNetCore" } };
        ByteString trace = ByteString.Empty, root = ByteString.Empty;
        for (var i = 0; i < count; i++)
        {
            var isRoot = i % SpansPerTrace == 0;
            var id = Random8();
            if (isRoot)
                (trace, root) = (ByteString.CopyFrom(Guid.NewGuid().ToByteArray()), id);
            scope.Spans.Add(Span(trace, id, isRoot ? ByteString.Empty : root, i));
        }

        return new() { ResourceSpans = { new ResourceSpans { Resource = Resource(number), ScopeSpans = { scope } } } };
    }

    public static ExportLogsServiceRequest Logs(int count)
    {
        var number = Interlocked.Increment(ref _next);
        var scope = new ScopeLogs { Scope = new() { Name = "PawPal.Api.Care.CareEventStore" } };
        for (var i = 0; i < count; i++)
        {
            scope.LogRecords.Add(new LogRecord
            {
                TimeUnixNano = Now,
                SeverityNumber = i % 50 == 0 ? 17 : 9,
                SeverityText = i % 50 == 0 ? "Error" : "Information",
                Body = new() { StringValue = $"Logged feeding {number * count + i} of {i % 900} grams for household {i % 77}" },
                TraceId = ByteString.CopyFrom(Guid.NewGuid().ToByteArray()),
                SpanId = Random8(),
                Attributes =
                {
                    Text("{OriginalFormat}", "Logged feeding {Number} of {Grams} grams for household {Household}"),
                    Number("Number", (number * count) + i),
                    Number("Grams", i % 900),
                    Number("Household", i % 77),
                },
            });
        }

        return new() { ResourceLogs = { new ResourceLogs { Resource = Resource(number), ScopeLogs = { scope } } } };
    }

    /// <summary>Instruments, a third of them histograms, five series each; a later call adds their next points.</summary>
    public static ExportMetricsServiceRequest Metrics(int instruments, int round)
    {
        var scope = new ScopeMetrics { Scope = new() { Name = "PawPal.Api" } };
        for (var i = 0; i < instruments; i++)
            scope.Metrics.Add(i % 3 == 0 ? Histogram(i, round) : Sum(i, round));
        return new() { ResourceMetrics = { new ResourceMetrics { Resource = Resource(0), ScopeMetrics = { scope } } } };
    }

    private static Metric Sum(int instrument, int round)
    {
        var sum = new Sum { IsMonotonic = true, AggregationTemporality = AggregationTemporality.Cumulative };
        for (var series = 0; series < 5; series++)
        {
            sum.DataPoints.Add(new NumberDataPoint
            {
                TimeUnixNano = TimeOf(round), AsInt = round * (series + 1), Attributes = { Number("series", series) },
            });
        }

        return new() { Name = $"sample.counter.{instrument}", Unit = "{thing}", Sum = sum };
    }

    private static Metric Histogram(int instrument, int round)
    {
        var histogram = new Histogram { AggregationTemporality = AggregationTemporality.Cumulative };
        for (var series = 0; series < 5; series++)
        {
            var point = new HistogramDataPoint
            {
                TimeUnixNano = TimeOf(round), Count = (ulong)(15 * round), Sum = round, Attributes = { Number("series", series) },
            };
            point.ExplicitBounds.AddRange(Enumerable.Range(1, 14).Select(b => b * 0.1));
            point.BucketCounts.AddRange(Enumerable.Repeat((ulong)round, 15));
            histogram.DataPoints.Add(point);
        }

        return new() { Name = $"sample.duration.{instrument}", Unit = "s", Histogram = histogram };
    }

    private static Span Span(ByteString trace, ByteString id, ByteString parent, int i) => new()
    {
        TraceId = trace,
        SpanId = id,
        ParentSpanId = parent,
        Name = "GET /api/v1/households/{household}/pets",
        Kind = OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Server,
        StartTimeUnixNano = Now,
        EndTimeUnixNano = Now + 3_000_000,
        Attributes =
        {
            Text("http.request.method", "GET"),
            Text("url.scheme", "http"),
            Text("url.path", $"/api/v1/households/{i % 500}/pets"),
            Text("http.route", "/api/v1/households/{household}/pets"),
            Text("network.protocol.version", "1.1"),
            Text("server.address", "127.0.0.1"),
            Number("server.port", 8_000),
            Number("http.response.status_code", i % 100 == 0 ? 500 : 200),
        },
        Status = new() { Code = i % 100 == 0 ? Status.Types.StatusCode.Error : Status.Types.StatusCode.Unset },
    };

    private static Resource Resource(long number) => new()
    {
        Attributes = { Text("service.name", Services[number % Services.Length]), Text("service.instance.id", "one") },
    };

    private static ulong TimeOf(int round) => Now - (ulong)((600 - round) * 1_000_000_000L);

    private static ByteString Random8() => ByteString.CopyFrom(BitConverter.GetBytes(Random.Shared.NextInt64(1, long.MaxValue)));

    private static KeyValue Text(string name, string value) => new() { Key = name, Value = new() { StringValue = value } };

    private static KeyValue Number(string name, long value) => new() { Key = name, Value = new() { IntValue = value } };
}

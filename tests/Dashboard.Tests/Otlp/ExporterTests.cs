using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PawPal.Dashboard.Telemetry;
using SpanKind = PawPal.Dashboard.Telemetry.SpanKind;

namespace PawPal.Dashboard.Tests.Otlp;

/// <summary>What OpenTelemetry's own exporter sends, over both protocols.</summary>
public sealed class ExporterTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Spans_arrive_whole(OtlpExportProtocol protocol)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var source = new ActivitySource($"source-{Guid.NewGuid()}", "1.2.3");
        ActivityTraceId traceId;
        using (var provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Service("api", "one"))
            .AddSource(source.Name)
            .AddOtlpExporter(o => To(o, dashboard, protocol, "v1/traces"))
            .Build())
        {
            traceId = Send(source);
            Assert.True(provider.ForceFlush((int)DashboardHost.Limit.TotalMilliseconds));
        }

        Assert.True(TraceId.TryParse(traceId.ToHexString(), out var id));
        var trace = dashboard.Store.Traces.Find(id);
        Assert.NotNull(trace);
        Assert.Equal(["GET /pets", "select"], trace.Spans.Select(s => s.Name));
        Assert.Equal("GET /pets", trace.Root.Name);
        Assert.True(trace.HasError);
        var select = trace.Spans[1];
        Assert.Equal(trace.Root.Id, select.ParentId);
        Assert.Equal((SpanKind.Client, SpanStatus.Error, "no such table"), (select.Kind, select.Status, select.StatusMessage));
        Assert.Equal("postgresql", select.Peer);
        Assert.Equal("3", select.Attributes["rows"]);
        Assert.Equal("""["a","b"]""", select.Attributes["list"]);
        Assert.Equal(("retry", "2"), (select.Events.Single().Name, select.Events.Single().Attributes["attempt"]));
        Assert.Single(select.Links);
        Assert.Equal((source.Name, "1.2.3"), (select.Scope.Name, select.Scope.Version));
        Assert.Equal(("api", "one"), (select.Resource.ServiceName, select.Resource.InstanceId));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Log_entries_arrive_with_template_values_and_exception(OtlpExportProtocol protocol)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using (var factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(Service("api", "one"));
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter(o => To(o, dashboard, protocol, "v1/logs"));
        })))
        {
            var logger = factory.CreateLogger("Shop.Orders");
#pragma warning disable CA1848, CA2254 // One line, logged once.
            logger.LogError(new InvalidOperationException("sold out"), "Order {OrderId} failed", 42);
#pragma warning restore CA1848, CA2254
        }

        var entry = Assert.Single(dashboard.Store.Logs.Query(new(), 0, 10).Items);
        Assert.Equal(("Order 42 failed", "Order {OrderId} failed"), (entry.Message, entry.MessageTemplate));
        Assert.Equal((LogSeverity.Error, 17, "Error"), (entry.Severity, entry.SeverityNumber, entry.SeverityText));
        Assert.Equal(("42", "Shop.Orders"), (entry.Attributes["OrderId"], entry.Scope.Name));
        Assert.Null(entry.Attributes["{OriginalFormat}"]);
        Assert.Contains("sold out", entry.Exception, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Metrics_arrive_with_histograms_of_both_kinds_and_exemplars(OtlpExportProtocol protocol)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var meter = new Meter($"meter-{Guid.NewGuid()}");
        using var source = new ActivitySource(meter.Name);
        ActivityTraceId traceId;
        using (Sdk.CreateTracerProviderBuilder().AddSource(source.Name).Build())
        using (var provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Service("api", "one"))
            .AddMeter(meter.Name)
            .AddView("latency.exponential", new Base2ExponentialBucketHistogramConfiguration())
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddOtlpExporter((o, reader) =>
            {
                To(o, dashboard, protocol, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 3_600_000;
            })
            .Build())
        {
            traceId = Measure(meter, source);
            Assert.True(provider.ForceFlush((int)DashboardHost.Limit.TotalMilliseconds));
        }

        AssertMeasured(dashboard.Store.Metrics, traceId);
    }

    private static void AssertMeasured(MetricStore metrics, ActivityTraceId traceId)
    {
        var instruments = metrics.Instruments("api").ToDictionary(i => i.Name, StringComparer.Ordinal);
        var now = TimeProvider.System.GetUtcNow();
        var window = new MetricWindow(now.AddMinutes(-10), now.AddMinutes(1), TimeSpan.FromMinutes(11));
        Assert.Equal(InstrumentKind.Counter, instruments["orders"].Kind);
        Assert.Equal("{order}", instruments["orders"].Unit);
        Assert.Equal(InstrumentKind.Gauge, instruments["temperature"].Kind);
        Assert.Equal(InstrumentKind.UpDownCounter, instruments["queue"].Kind);
        Assert.Equal(["de", "gb"], metrics.Tags(instruments["orders"])["country"]);
        var line = Assert.Single(metrics.Lines(instruments["orders"], window with { To = now, Step = window.To - window.From }, De()));
        Assert.Equal(3, line.Values[^1]);

        foreach (var name in new[] { "latency", "latency.exponential" })
        {
            var point = Assert.Single(metrics.Percentiles(instruments[name], window, TagFilter.All));
            Assert.Equal(100, point.Count);
            Assert.InRange(point.P50, 40, 60);
            Assert.InRange(point.P99, 90, 110);
            var exemplar = metrics.Exemplars(instruments[name], window, TagFilter.All)[0];
            Assert.Equal(traceId.ToHexString(), exemplar.TraceId.ToString());
            Assert.False(exemplar.SpanId.IsEmpty);
        }
    }

    private static TagFilter De() => new()
    {
        Values = new Dictionary<string, IReadOnlySet<string>> { ["country"] = new HashSet<string> { "de" } },
    };

    private static ActivityTraceId Send(ActivitySource source)
    {
        using var server = source.StartActivity("GET /pets", ActivityKind.Server)!;
        var elsewhere = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);
        using var client = source.StartActivity(ActivityKind.Client, name: "select", links: [new(elsewhere)])!;
        client.SetTag("db.system.name", "postgresql");
        client.SetTag("rows", 3);
        client.SetTag("list", new[] { "a", "b" });
        client.AddEvent(new("retry", tags: new() { ["attempt"] = 2 }));
        client.SetStatus(ActivityStatusCode.Error, "no such table");
        return server.TraceId;
    }

    private static ActivityTraceId Measure(Meter meter, ActivitySource source)
    {
        using var activity = source.StartActivity("measuring")!;
        var orders = meter.CreateCounter<long>("orders", "{order}");
        orders.Add(3, new KeyValuePair<string, object?>("country", "de"));
        orders.Add(4, new KeyValuePair<string, object?>("country", "gb"));
        meter.CreateUpDownCounter<int>("queue").Add(-2);
        meter.CreateObservableGauge("temperature", () => 21.5);
        var latency = meter.CreateHistogram<double>(
            "latency", advice: new() { HistogramBucketBoundaries = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100] });
        var exponential = meter.CreateHistogram<double>("latency.exponential");
        for (var i = 1; i <= 100; i++)
        {
            latency.Record(i);
            exponential.Record(i);
        }

        return activity.TraceId;
    }

    private static ResourceBuilder Service(string name, string instance) =>
        ResourceBuilder.CreateEmpty().AddService(name, serviceInstanceId: instance);

    private static void To(OtlpExporterOptions options, DashboardHost dashboard, OtlpExportProtocol protocol, string path)
    {
        options.Protocol = protocol;
        options.Endpoint = protocol == OtlpExportProtocol.Grpc ? dashboard.Grpc : new Uri(dashboard.Http, path);
        options.Headers = $"x-otlp-api-key={DashboardHost.Key}";
        options.TimeoutMilliseconds = (int)DashboardHost.Limit.TotalMilliseconds;
    }
}

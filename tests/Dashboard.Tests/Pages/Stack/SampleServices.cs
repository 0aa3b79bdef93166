using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PawPal.Dashboard.Tests.Pages.Stack;

/// <summary>Services that report by OpenTelemetry's own exporter, as those of a model do.</summary>
internal sealed class SampleServices : IDisposable
{
    private readonly Dictionary<string, SampleService> _services;
    private readonly Uri _otlp;
    private readonly string _key;

    public SampleServices(Uri otlp, string key)
    {
        (_otlp, _key) = (otlp, key);
        _services = new[] { "gateway", "backend", "speech" }.ToDictionary(name => name, name => new SampleService(name, otlp, key));
    }

    /// <summary>One spoken command through three services, with its logs.</summary>
    public ActivityTraceId SpeakCommand(TimeSpan length, bool fails = false, DateTimeOffset? at = null)
    {
        var start = at ?? TimeProvider.System.GetUtcNow();
        var (gateway, backend, speech) = (_services["gateway"], _services["backend"], _services["speech"]);
        using var root = gateway.Begin("POST /api/v1/voice/commands", ActivityKind.Server, default, start);
        root.SetTag("http.request.method", "POST").SetTag("url.path", "/api/v1/voice/commands");
        using var call = gateway.Begin("POST", ActivityKind.Client, root.Context, start + (length * 0.01));
        call.SetTag("server.address", "backend");
        using var serve = backend.Begin("POST /api/v1/voice/commands", ActivityKind.Server, call.Context, start + (length * 0.03));
        serve.SetTag("http.route", "/api/v1/voice/commands");
        Part(backend, "POST", ActivityKind.Client, serve, 0.05, 0.55, ("server.address", "speech"));
        using (var hear = speech.Begin("POST /v1/audio/transcriptions", ActivityKind.Server, serve.Context, start + (length * 0.07)))
        {
            Part(speech, "decode", ActivityKind.Internal, hear, 0.1, 0.5, ("speech.seconds", "2.4"));
            speech.Log(hear, LogLevel.Information, "Recognised {Words} words in {ElapsedMs} ms", 7, (int)(length.TotalMilliseconds * 0.4));
            hear.SetEndTime((start + (length * 0.52)).UtcDateTime);
        }
        Part(backend, "understand", ActivityKind.Internal, serve, 0.57, 0.6, ("pawpal.intent", "log_feeding"));
        backend.Log(serve, LogLevel.Debug, "Understood {Intent} with confidence {Confidence}", "log_feeding", 0.93);
        Part(backend, "SELECT pawpal", ActivityKind.Client, serve, 0.62, 0.7, ("db.system.name", "postgresql"), ("db.query.text", "select id, name from pet where household_id = $1"));
        var insert = Part(backend, "INSERT pawpal", ActivityKind.Client, serve, 0.72, 0.86, ("db.system.name", "postgresql"));
        if (fails)
            Fail(backend, insert, serve, call, root);
        Part(backend, "PUBLISH", ActivityKind.Client, serve, 0.88, 0.92, ("db.system.name", "redis"));
        serve.SetEndTime((start + (length * 0.96)).UtcDateTime);
        call.SetEndTime((start + (length * 0.98)).UtcDateTime);
        root.SetEndTime((start + length).UtcDateTime);
        gateway.Log(root, LogLevel.Information, "{Method} {Path} answered {Status} in {ElapsedMs} ms", "POST", "/api/v1/voice/commands", fails ? 500 : 200, (int)length.TotalMilliseconds);
        gateway.Measure(root, length, fails ? 500 : 200);
        backend.Measure(serve, length * 0.93, fails ? 500 : 200);
        return root.TraceId;

        Activity Part(
            SampleService service, string name, ActivityKind kind, Activity parent, double from, double to, params (string, string)[] tags)
        {
            using var part = service.Begin(name, kind, parent.Context, start + (length * from));
            foreach (var (tag, value) in tags)
                part.SetTag(tag, value);
            part.SetEndTime((start + (length * to)).UtcDateTime);
            return part;
        }
    }

    /// <summary>One log entry without a trace.</summary>
    public void Log(string service, LogLevel level, string message) => _services[service].Log(null, level, "{Text}", message);

    /// <summary>Sends what was not sent yet.</summary>
    public void Flush()
    {
        foreach (var service in _services.Values)
            service.Flush();
    }

    /// <summary>A further service, for a test that wants one of its own.</summary>
    public SampleService Add(string name) => _services[name] = new SampleService(name, _otlp, _key);

    public void Dispose()
    {
        foreach (var service in _services.Values)
            service.Dispose();
    }

    private static void Fail(SampleService backend, Activity insert, params ReadOnlySpan<Activity> above)
    {
        var problem = new InvalidOperationException("22P02: invalid input syntax for type uuid: \"max\"");
        insert.AddException(problem).SetStatus(ActivityStatusCode.Error, problem.Message);
        foreach (var activity in above)
            activity.SetStatus(ActivityStatusCode.Error, "500");
        backend.Log(above[0], LogLevel.Error, problem, "Feeding of {Pet} could not be written", "Max");
    }
}

/// <summary>One service with its tracer, logger and meter.</summary>
internal sealed class SampleService : IDisposable
{
    private readonly ActivitySource _source;
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _feedings;
    private readonly TracerProvider _tracer;
    private readonly MeterProvider _metrics;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;

    public SampleService(string name, Uri otlp, string key)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService(name, serviceInstanceId: $"{name}-1").AddTelemetrySdk();
        // The source is heard by name across the process: each fixture has sources of its own.
        var scope = $"PawPal.{name}.{Guid.NewGuid():N}"[..^24];
        _source = new ActivitySource(scope);
        _meter = new Meter(scope);
        _duration = _meter.CreateHistogram<double>(
            "http.server.request.duration", "s", "How long requests took.",
            advice: new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
        _feedings = _meter.CreateCounter<long>("pawpal.feeding.logged", "{feeding}", "Feedings accepted.");
        _meter.CreateObservableGauge("process.memory.usage", () => 180_000_000.0, "By", "Memory in use.");
        _tracer = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(scope).AddOtlpExporter(To).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(scope).SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddOtlpExporter((exporter, reader) =>
            {
                To(exporter);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 1000;
            }).Build();
        _logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(resource).AddOtlpExporter(To);
            options.IncludeFormattedMessage = true;
        }));
        _log = _logs.CreateLogger($"PawPal.{char.ToUpperInvariant(name[0])}{name[1..]}.Voice.VoiceCommands");

        void To(OtlpExporterOptions exporter)
        {
            exporter.Endpoint = otlp;
            exporter.Protocol = OtlpExportProtocol.Grpc;
            exporter.Headers = $"x-otlp-api-key={key}";
            exporter.BatchExportProcessorOptions = new() { ScheduledDelayMilliseconds = 200 };
        }
    }

    public Activity Begin(string name, ActivityKind kind, ActivityContext parent, DateTimeOffset at)
    {
        // What the test's own runner may have begun is no parent of ours.
        Activity.Current = null;
        return _source.StartActivity(name, kind, parent, startTime: at)
            ?? throw new InvalidOperationException("Nobody listens to the source");
    }

    public void Log(Activity? within, LogLevel level, string template, params object?[] values) => Log(within, level, null, template, values);

    public void Log(Activity? within, LogLevel level, Exception? problem, string template, params object?[] values)
    {
        Activity.Current = within;
#pragma warning disable CA1848, CA2254 // The level and the template are the caller's.
        _log.Log(level, problem, template, values);
#pragma warning restore CA1848, CA2254
        Activity.Current = null;
    }

    /// <summary>A request's length, with the trace it was measured in.</summary>
    public void Measure(Activity within, TimeSpan length, int status)
    {
        Activity.Current = within;
        _duration.Record(length.TotalSeconds, new("http.route", "/api/v1/voice/commands"), new("http.response.status_code", status));
        _feedings.Add(1, new KeyValuePair<string, object?>("pawpal.outcome", status == 200 ? "logged" : "failed"));
        Activity.Current = null;
    }

    public void Flush()
    {
        _tracer.ForceFlush();
        _metrics.ForceFlush();
    }

    public void Dispose()
    {
        _tracer.Dispose();
        _metrics.Dispose();
        _logs.Dispose();
        _source.Dispose();
        _meter.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using StackExchange.Redis.Profiling;

namespace PawPal.ServiceDefaults.Redis;

/// <summary>
/// Spans and durations of Redis commands, by command name alone: keys and values are never read. The client notes
/// finished commands in the session of the span that made them; twice a second they are collected here.
/// </summary>
internal sealed class RedisTelemetry : BackgroundService
{
    public const string Name = "PawPal.Redis";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly ActivitySource Source = new(Name);

    private readonly ConcurrentDictionary<ActivitySpanId, Caller> _callers = new();
    private readonly ProfilingSession _withoutSpan = new();
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _clock;
    private readonly bool _makesSpans;

    public RedisTelemetry(RedisSettings settings, IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _makesSpans = !settings.Settings.DisableTracing;
        _duration = meters.Create(Name).CreateHistogram(
            "db.client.operation.duration",
            unit: "s",
            description: "Time from a command's creation to its answer.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
            });
    }

    /// <summary>Where the client notes the current caller's commands; null: nowhere.</summary>
    public ProfilingSession? SessionOfCaller()
    {
        if (Sdk.SuppressInstrumentation)
            return null;
        var span = Activity.Current;
        if (!_makesSpans || span is not { Recorded: true } || !Source.HasListeners())
            return _withoutSpan;
        return _callers.GetOrAdd(span.SpanId, static (_, owner) => new Caller(owner), span).Session;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Collect();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Collect();
        }
        catch (OperationCanceledException)
        {
            // StopAsync collects what is left.
        }
    }

    private void Collect()
    {
        foreach (var command in _withoutSpan.FinishProfiling())
            Measure(command);
        foreach (var (id, caller) in _callers)
        {
            // Asked before collecting: a span that ended meanwhile may have left one more command.
            var hasEnded = caller.Span.IsStopped;
            var count = 0;
            foreach (var command in caller.Session.FinishProfiling())
            {
                count++;
                Measure(command);
                Trace(command, caller.Span.Context);
            }

            if (hasEnded && count == 0)
                _callers.TryRemove(id, out _);
        }
    }

    private void Measure(IProfiledCommand command) => _duration.Record(
        command.ElapsedTime.TotalSeconds,
        new KeyValuePair<string, object?>("db.system.name", "redis"),
        new KeyValuePair<string, object?>("db.operation.name", command.Command));

    private static void Trace(IProfiledCommand command, ActivityContext parent)
    {
        var began = new DateTimeOffset(command.CommandCreated, TimeSpan.Zero);
        using var span = Source.StartActivity(
            command.Command,
            ActivityKind.Client,
            parent,
            [
                new("db.system.name", "redis"),
                new("db.operation.name", command.Command),
                new("db.namespace", command.Db),
            ],
            startTime: began);
        span?.SetEndTime((began + command.ElapsedTime).UtcDateTime);
    }

    private sealed record Caller(Activity Span)
    {
        public ProfilingSession Session { get; } = new();
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PawPal.Api.Retention;

internal sealed class RetentionMetrics
{
    private const string Name = "PawPal.Api.Retention";
    private static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> _deleted;
    private readonly TimeProvider _clock;
    private long _last;

    public RetentionMetrics(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _last = clock.GetTimestamp();
        var meter = meters.Create(Name);
        _deleted = meter.CreateCounter<long>("pawpal.retention.deleted", "{row}", "Rows whose time was over.");
        meter.CreateObservableGauge(
            "pawpal.retention.age", () => Age.TotalSeconds, "s", "Time since the last whole round of this worker.");
    }

    private TimeSpan Age => _clock.GetElapsedTime(Interlocked.Read(ref _last));

    /// <summary>A trace for one round, so that its statements stand together.</summary>
    public static Activity? Sweep() => Activities.StartActivity("retention sweep");

    public void Deleted(RetentionRule rule, int rows) =>
        _deleted.Add(rows, new KeyValuePair<string, object?>("pawpal.retention.rule", rule.Name));

    public void Swept() => Interlocked.Exchange(ref _last, _clock.GetTimestamp());
}

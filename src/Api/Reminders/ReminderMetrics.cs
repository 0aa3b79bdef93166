using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PawPal.Api.Reminders;

/// <summary>How punctual the worker is.</summary>
internal sealed class ReminderMetrics
{
    public const string First = "reminder";
    public const string Again = "again";
    public const string Appointment = "appointment";

    private const string Name = "PawPal.Api.Reminders";
    private static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _claimed;
    private readonly Counter<long> _notices;
    private readonly TimeProvider _clock;
    private double _oldest;
    private long _looked;

    public ReminderMetrics(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _looked = clock.GetTimestamp();
        var meter = meters.Create(Name);
        _lateness = meter.CreateHistogram(
            "pawpal.reminder.lateness", "s", "From when a reminder was due to when it was handed over.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600],
            });
        _claimed = meter.CreateCounter<long>(
            "pawpal.reminder.claimed", "{reminder}", "What was due and is dealt with.");
        _notices = meter.CreateCounter<long>("pawpal.reminder.notices", "{notice}", "Notices that people are to get.");
        meter.CreateObservableGauge(
            "pawpal.reminder.oldest.age", () => Oldest().TotalSeconds, "s",
            "How long the oldest due reminder has waited; of a worker that does not look, how long it has not.");
        // A rate needs a series from before the first event.
        foreach (var kind in (string[])[First, Again, Appointment])
            _claimed.Add(0, Kind(kind));
        _notices.Add(0);
    }

    public static Activity? Round() => Activities.StartActivity("due reminders");

    public void Claimed(string kind, TimeSpan lateness)
    {
        _claimed.Add(1, Kind(kind));
        _lateness.Record(Math.Max(0, lateness.TotalSeconds));
    }

    public void Told(int notices) => _notices.Add(notices);

    /// <param name="age">Of the oldest reminder that was due and not dealt with.</param>
    public void Looked(TimeSpan age)
    {
        Volatile.Write(ref _oldest, Math.Max(0, age.TotalSeconds));
        Interlocked.Exchange(ref _looked, _clock.GetTimestamp());
    }

    private TimeSpan Oldest()
    {
        var since = _clock.GetElapsedTime(Interlocked.Read(ref _looked));
        var oldest = TimeSpan.FromSeconds(Volatile.Read(ref _oldest));
        return since > oldest ? since : oldest;
    }

    private static KeyValuePair<string, object?> Kind(string kind) => new("pawpal.reminder.kind", kind);
}

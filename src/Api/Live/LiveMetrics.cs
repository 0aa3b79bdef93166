using System.Diagnostics.Metrics;

namespace PawPal.Api.Live;

internal sealed class LiveMetrics
{
    public const string Name = "PawPal.Api.Live";

    private readonly Counter<long> _told;
    private readonly Histogram<double> _delay;

    public LiveMetrics(IMeterFactory meters, LiveStreams streams)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableUpDownCounter(
            "pawpal.live.streams", () => streams.Count, "{stream}", "Screens that follow a household.");
        _told = meter.CreateCounter<long>(
            "pawpal.live.told", "{change}", "Changes told to other processes, by the way they went.");
        _delay = meter.CreateHistogram<double>(
            "pawpal.live.delay", "s", "From a change to its way to a screen. Promised: 1 s.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5] });
    }

    public void Told(string way) => _told.Add(1, new KeyValuePair<string, object?>("pawpal.way", way));

    public void Sent(TimeSpan delay) => _delay.Record(Math.Max(0, delay.TotalSeconds));
}

using System.Diagnostics.Metrics;

namespace PawPal.Api.Outbox;

internal sealed class DeliveryMetrics
{
    public const string Name = "PawPal.Api.Outbox";

    private readonly Counter<long> _deliveries;
    private long _age;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge(
            "pawpal.outbox.age", () => Age.TotalSeconds, "s", "Age of the oldest change that nobody outside heard of.");
        _deliveries = meter.CreateCounter<long>(
            "pawpal.delivery.attempts", "{attempt}", "Attempts to deliver, by channel and what came of them.");
    }

    public TimeSpan Age
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _age));
        set => Interlocked.Exchange(ref _age, value.Ticks);
    }

    public void Delivered(string channel, string outcome) => _deliveries.Add(
        1,
        new KeyValuePair<string, object?>("pawpal.channel", channel),
        new KeyValuePair<string, object?>("pawpal.outcome", outcome));
}

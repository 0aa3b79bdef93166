using System.Diagnostics.Metrics;

namespace PawPal.Api.Replication;

internal sealed class ReplicationMetrics
{
    private const string Name = "PawPal.Api.Replication";
    private volatile IReadOnlyDictionary<string, TimeSpan> _lags =
        new Dictionary<string, TimeSpan>(StringComparer.Ordinal);

    private volatile int _replicas;

    public ReplicationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge(
            "pawpal.database.replication.lag",
            () => _lags.Select(lag => new Measurement<double>(
                lag.Value.TotalSeconds, new KeyValuePair<string, object?>("replica", lag.Key))),
            "s", "How old what a connected replica has not replayed is.");
        meter.CreateObservableGauge(
            "pawpal.database.replicas", () => _replicas, "{replica}", "Replicas connected to the database.");
    }

    public void Saw(int replicas, IReadOnlyDictionary<string, TimeSpan> lags)
    {
        _replicas = replicas;
        _lags = lags;
    }
}

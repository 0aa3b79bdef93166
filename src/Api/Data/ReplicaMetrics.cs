using System.Diagnostics.Metrics;

namespace PawPal.Api.Data;

internal sealed class ReplicaMetrics(IMeterFactory meters)
{
    public const string Name = "PawPal.Api.Data";

    private readonly Counter<long> _reads = meters.Create(Name).CreateCounter<long>(
        "pawpal.database.replica.reads",
        "{read}",
        "Reads that may go to a replica: replica, or why the primary was asked (behind, away, unknown).");

    public void Read(string outcome) => _reads.Add(1, new KeyValuePair<string, object?>("pawpal.outcome", outcome));
}

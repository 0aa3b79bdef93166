namespace PawPal.Api.Replication;

/// <summary>
/// How far replicas are behind. The server's own figure stands still with a replica that stands still, so this
/// remembers when the log had reached which position: what a replica has not replayed is as old as that moment.
/// </summary>
internal sealed class ReplicaLags
{
    // A week at one look each 30 s. When it is full the newest are left out: the oldest tell of the slowest replica.
    private const int Most = 20_000;

    private readonly List<(long Position, DateTimeOffset Seen)> _log = [];

    /// <param name="written">Where the primary's log ends.</param>
    /// <returns>Lags by name; of replicas that share one, the longest.</returns>
    public IReadOnlyDictionary<string, TimeSpan> Of(
        DateTimeOffset now, long written, IReadOnlyCollection<ReplicaProgress> replicas)
    {
        if (_log.Count < Most && (_log.Count == 0 || _log[^1].Position < written))
            _log.Add((written, now));
        var slowest = replicas.Count == 0 ? written : replicas.Min(replica => replica.Replayed);
        _log.RemoveAll(entry => entry.Position <= slowest);
        return replicas.GroupBy(replica => replica.Name, StringComparer.Ordinal).ToDictionary(
            named => named.Key,
            named => named.Max(replica => Of(now, replica)),
            StringComparer.Ordinal);
    }

    private TimeSpan Of(DateTimeOffset now, ReplicaProgress replica)
    {
        var missing = _log.Find(entry => entry.Position > replica.Replayed);
        var seen = missing.Position == 0 ? TimeSpan.Zero : now - missing.Seen;
        return seen > replica.Reported ? seen : replica.Reported;
    }
}

/// <param name="Replayed">Position in the log, in bytes.</param>
/// <param name="Reported">The server's own figure; zero when it has none.</param>
internal sealed record ReplicaProgress(string Name, long Replayed, TimeSpan Reported);

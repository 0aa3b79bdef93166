using System.Diagnostics.Metrics;

namespace PawPal.ServiceDefaults.Caching;

internal sealed class CacheMetrics
{
    private static readonly string[] Reasons = ["open", "timeout", "error"];

    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _skipped;

    public CacheMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("PawPal.Cache");
        _hits = meter.CreateCounter<long>("pawpal.cache.hits", "{read}", "Reads that the cache answered.");
        _misses = meter.CreateCounter<long>("pawpal.cache.misses", "{read}", "Reads of what the cache does not hold.");
        _skipped = meter.CreateCounter<long>(
            "pawpal.cache.skipped",
            "{call}",
            "Calls that went on without the cache, because it failed or was left alone.");
        // A rate needs a series from before the first event.
        _hits.Add(0);
        _misses.Add(0);
        foreach (var reason in Reasons)
            Skip(0, reason);
    }

    public void Read(bool isHit) => (isHit ? _hits : _misses).Add(1);

    /// <param name="reason">One of <see cref="Reasons"/>: open means that the breaker was.</param>
    public void Skip(string reason) => Skip(1, reason);

    private void Skip(int calls, string reason) =>
        _skipped.Add(calls, new KeyValuePair<string, object?>("pawpal.reason", reason));
}

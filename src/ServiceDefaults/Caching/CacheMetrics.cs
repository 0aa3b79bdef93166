using System.Diagnostics.Metrics;

namespace PawPal.ServiceDefaults.Caching;

internal sealed class CacheMetrics
{
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
    }

    public void Read(bool isHit) => (isHit ? _hits : _misses).Add(1);

    /// <param name="reason">open (the breaker was), timeout or error.</param>
    public void Skip(string reason) => _skipped.Add(1, new KeyValuePair<string, object?>("pawpal.reason", reason));
}

using System.Collections.Concurrent;

namespace PawPal.ServiceDefaults.Caching;

/// <summary>
/// Keys whose last write or removal did not reach the cache: it may still hold what they held before. They are misses
/// until they have been removed. More than <see cref="Capacity"/> are not remembered; those age by their expiration.
/// </summary>
internal sealed class DoubtfulKeys
{
    public const int Capacity = 10_000;

    // The value is the doubt's number: an answer settles the doubt it was asked about, not a newer one.
    private readonly ConcurrentDictionary<string, long> _keys = new(StringComparer.Ordinal);
    private long _number;

    public void Add(string key)
    {
        if (_keys.Count < Capacity || _keys.ContainsKey(key))
            _keys[key] = Interlocked.Increment(ref _number);
    }

    /// <summary>The number of the key's doubt, or null when there is none.</summary>
    public long? Find(string key) => _keys.TryGetValue(key, out var number) ? number : null;

    public void Settle(string key, long number) => _keys.TryRemove(new KeyValuePair<string, long>(key, number));

    public KeyValuePair<string, long>[] All() => [.. _keys];
}

using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Extensions.Caching.Distributed;

namespace PawPal.ServiceDefaults.Caching;

/// <summary>
/// How a value lies in Redis: sliding life time and absolute end, 8 bytes each (milliseconds; 0: none; big endian),
/// then the value. One string per entry needs neither scripts nor hashes, which smaller servers lack.
/// </summary>
internal static class CacheEntry
{
    public const int HeaderLength = 16;

    /// <summary>The entry's bytes, and how long they live from <paramref name="now"/> (null: until evicted).</summary>
    public static (byte[] Bytes, TimeSpan? Life) Pack(
        ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, DateTimeOffset now)
    {
        var end = options.AbsoluteExpirationRelativeToNow is { } fromNow ? now + fromNow : options.AbsoluteExpiration;
        if (end <= now)
            throw new ArgumentOutOfRangeException(nameof(options), "The absolute expiration must lie in the future.");
        var bytes = new byte[HeaderLength + value.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Milliseconds(options.SlidingExpiration));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), end?.ToUnixTimeMilliseconds() ?? 0);
        value.CopyTo(bytes.AsSpan(HeaderLength));
        return (bytes, Shorter(options.SlidingExpiration, end - now));
    }

    /// <summary>
    /// How long a sliding entry lives after being read at <paramref name="now"/>; null: reading changes nothing.
    /// </summary>
    public static TimeSpan? Renewed(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var sliding = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (sliding <= 0)
            return null;
        var end = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
        TimeSpan? left = end == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(end) - now;
        return Shorter(TimeSpan.FromMilliseconds(sliding), left);
    }

    private static long Milliseconds(TimeSpan? time) =>
        time is { } value ? Math.Max(1, (long)value.TotalMilliseconds) : 0;

    private static TimeSpan? Shorter(TimeSpan? one, TimeSpan? other) => (one, other) switch
    {
        ({ } a, { } b) => a < b ? a : b,
        _ => one ?? other,
    };
}

using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using PawPal.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Caching;

/// <summary>
/// A cache in Redis that may fail at any moment without its callers noticing: then reads are misses and writes are
/// dropped, within <see cref="CacheBreaker.Limit"/>.
/// </summary>
internal sealed class RedisCache : IBufferDistributedCache
{
    private const string Prefix = "pawpal:cache:";

    private readonly RedisConnection _connection;
    private readonly CacheBreaker _breaker;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly DoubtfulKeys _doubtful = new();

    public RedisCache(RedisConnection connection, CacheBreaker breaker, CacheMetrics metrics, TimeProvider clock)
    {
        _connection = connection;
        _breaker = breaker;
        _metrics = metrics;
        _clock = clock;
        _breaker.WhenBack = () => _ = Task.Run(SettleAllAsync);
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        if (await ReadAsync(key, token) is not { } entry)
            return null;
        using (entry)
            return entry.Span[CacheEntry.HeaderLength..].ToArray();
    }

    public async ValueTask<bool> TryGetAsync(
        string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (await ReadAsync(key, token) is not { } entry)
            return false;
        using (entry)
            destination.Write(entry.Span[CacheEntry.HeaderLength..]);
        return true;
    }

    public Task SetAsync(
        string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SetAsync(key, new ReadOnlySequence<byte>(value), options, token).AsTask();
    }

    public async ValueTask SetAsync(
        string key,
        ReadOnlySequence<byte> value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        var (bytes, life) = CacheEntry.Pack(value, options, _clock.GetUtcNow());
        await WriteAsync(
            key,
            static (database, write) => database.StringSetAsync(write.Key, write.bytes, write.life, keepTtl: false),
            (Key: (RedisKey)(Prefix + key), bytes, life),
            token);
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WriteAsync(
            key, static (database, name) => database.KeyDeleteAsync(name), (RedisKey)(Prefix + key), token);
    }

    public async Task RefreshAsync(string key, CancellationToken token = default)
    {
        if (await ReadAsync(key, token) is { } entry)
            entry.Dispose();
    }

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public bool TryGet(string key, IBufferWriter<byte> destination) =>
        TryGetAsync(key, destination).AsTask().GetAwaiter().GetResult();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        SetAsync(key, value, options).GetAwaiter().GetResult();

    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) =>
        SetAsync(key, value, options).AsTask().GetAwaiter().GetResult();

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public void Refresh(string key) => RefreshAsync(key).GetAwaiter().GetResult();

    private async ValueTask<Lease<byte>?> ReadAsync(string key, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_doubtful.Find(key) is { } doubt)
        {
            if (await SettleAsync(key, doubt, token))
                _metrics.Read(isHit: false);
            return null;
        }

        var (answered, entry) = await _breaker.TryAsync(
            static async read =>
            {
                var database = (await read._connection.GetAsync()).GetDatabase();
                return await database.StringGetLeaseAsync(read.Name);
            },
            (_connection, Name: (RedisKey)(Prefix + key)),
            token);
        if (!answered)
            return null;
        var isHit = entry is { Length: >= CacheEntry.HeaderLength };
        _metrics.Read(isHit);
        if (isHit)
            await RenewAsync(key, entry!);
        return isHit ? entry : null;
    }

    private async Task RenewAsync(string key, Lease<byte> entry)
    {
        if (CacheEntry.Renewed(entry.Span, _clock.GetUtcNow()) is not { } life)
            return;
        var redis = await _connection.GetAsync();
        // Not awaited: a value that lives a little shorter is no reason to keep the reader waiting.
        await redis.GetDatabase().KeyExpireAsync(Prefix + key, life, flags: CommandFlags.FireAndForget);
    }

    private async Task WriteAsync<TState, TAnswer>(
        string key, Func<IDatabase, TState, Task<TAnswer>> write, TState state, CancellationToken token)
    {
        var doubt = _doubtful.Find(key);
        var answered = false;
        try
        {
            (answered, _) = await _breaker.TryAsync(
                static async work => await work.write((await work._connection.GetAsync()).GetDatabase(), work.state),
                (_connection, write, state),
                token);
        }
        finally
        {
            // Also when the caller gave up half way: whether the write arrived is not known then.
            if (!answered)
                _doubtful.Add(key);
            else if (doubt is { } settled)
                _doubtful.Settle(key, settled);
        }
    }

    private async Task<bool> SettleAsync(string key, long doubt, CancellationToken token)
    {
        var (answered, _) = await _breaker.TryAsync(
            static async work => await (await work._connection.GetAsync()).GetDatabase().KeyDeleteAsync(work.Name),
            (_connection, Name: (RedisKey)(Prefix + key)),
            token);
        if (answered)
            _doubtful.Settle(key, doubt);
        return answered;
    }

    private async Task SettleAllAsync()
    {
        foreach (var (key, doubt) in _doubtful.All())
            await SettleAsync(key, doubt, CancellationToken.None);
    }
}

using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PawPal.ServiceDefaults.Caching;
using PawPal.Testing;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Tests.Caching;

public sealed class RedisCacheTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DistributedCacheEntryOptions Long =
        new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    // The client would wait this long for a silent server: whoever comes back much sooner was let go by the cache.
    private static readonly TimeSpan ClientLimit = TimeSpan.FromSeconds(40);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_set_is_read_and_what_was_removed_is_not()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        var cache = await ReadyAsync(service);
        await KeepAsync(cache, "pet", [1, 2, 3], Long);
        await Eventually.TrueAsync(() => cache.Get("pet") is [1, 2, 3], Patience, "it is read synchronously too");
        await cache.RemoveAsync("pet", Cancel);
        Assert.Null(await cache.GetAsync("pet", Cancel));
        Assert.Null(await cache.GetAsync("never set", Cancel));
        await KeepAsync(cache, "nothing", [], Long);
    }

    [Fact]
    public async Task Buffers_are_read_and_written_without_arrays()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        var cache = Assert.IsType<IBufferDistributedCache>(await ReadyAsync(service), exactMatch: false);
        var buffer = new ArrayBufferWriter<byte>();
        await Eventually.TrueAsync(
            async () =>
            {
                await cache.SetAsync("pet", new ReadOnlySequence<byte>([4, 5]), Long, Cancel);
                return await cache.TryGetAsync("pet", buffer, Cancel);
            },
            Patience,
            "the cache keeps a value");
        Assert.Equal([4, 5], buffer.WrittenSpan.ToArray());
        Assert.False(await cache.TryGetAsync("other", buffer, Cancel));
    }

    [Fact]
    public async Task Entries_end_at_their_absolute_time_and_slide_until_then()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        var cache = await ReadyAsync(service);
        var options = new DistributedCacheEntryOptions
        {
            SlidingExpiration = TimeSpan.FromMinutes(10),
            AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1),
        };
        await KeepAsync(cache, "pet", [1], options);
        var database = service.App.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        Assert.InRange(await LifeAsync(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        await database.KeyExpireAsync("pawpal:cache:pet", TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(
            async () =>
            {
                await cache.RefreshAsync("pet", Cancel);
                return await LifeAsync() > TimeSpan.FromMinutes(9);
            },
            Patience,
            "the entry lives on");

        async Task<TimeSpan> LifeAsync() => await database.KeyTimeToLiveAsync("pawpal:cache:pet") ?? TimeSpan.Zero;
    }

    [Fact]
    public async Task A_hung_cache_costs_little_and_then_nothing_and_comes_back_by_itself()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        using var skipped = new SkippedCalls(service);
        var cache = await ReadyAsync(service);
        await KeepAsync(cache, "pet", [1], Long);
        var (lost, back) = (Lines(service, "does not answer"), Lines(service, "answers again"));

        await redis.FreezeAsync();
        var longest = TimeSpan.Zero;
        await Eventually.TrueAsync(
            async () =>
            {
                var waited = Stopwatch.StartNew();
                Assert.Null(await cache.GetAsync("pet", Cancel));
                longest = waited.Elapsed > longest ? waited.Elapsed : longest;
                return skipped.Count("open") > 0;
            },
            Patience,
            "the breaker opens");
        Assert.True(longest < ClientLimit / 2, $"A call took {longest}");
        Assert.InRange(skipped.Count() - skipped.Count("open"), 3, 20);

        await redis.ThawAsync();
        await Eventually.TrueAsync(
            async () => await cache.GetAsync("pet", Cancel) is [1], Patience, "the cache is asked again");
        Assert.Equal((lost + 1, back + 1), (Lines(service, "does not answer"), Lines(service, "answers again")));
    }

    [Fact]
    public async Task While_the_breaker_is_open_the_server_gets_no_commands()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        using var skipped = new SkippedCalls(service);
        var cache = await ReadyAsync(service);
        await redis.FreezeAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await cache.SetAsync("before", [1], Long, Cancel);
                return skipped.Count("open") > 0;
            },
            Patience,
            "the breaker opens");
        for (var call = 0; call < 200; call++)
            await cache.SetAsync("after", Encoding.UTF8.GetBytes("canary-after"), Long, Cancel);
        await redis.ThawAsync();
        var client = service.App.Services.GetRequiredService<IConnectionMultiplexer>();
        await Eventually.TrueAsync(() => client.IsConnected, Patience, "the client is connected");
        Assert.False(await client.GetDatabase().KeyExistsAsync("pawpal:cache:after"));
    }

    [Fact]
    public async Task Large_values_do_not_hold_their_writers_up_when_the_cache_hangs()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        using var skipped = new SkippedCalls(service);
        var cache = await ReadyAsync(service);
        await redis.FreezeAsync();
        var waited = Stopwatch.StartNew();
        // More than the sockets between both hold.
        var large = new byte[16 * 1_024 * 1_024];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => cache.SetAsync("large", large, Long, Cancel))));
        Assert.True(waited.Elapsed < ClientLimit / 2, $"The writes took {waited.Elapsed}");
        Assert.True(skipped.Count() >= 8);
        await redis.ThawAsync();
    }

    [Fact]
    public async Task A_removal_that_a_hung_cache_missed_is_made_up_for()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        using var skipped = new SkippedCalls(service);
        var cache = await ReadyAsync(service);
        await KeepAsync(cache, "pet", [1], Long);
        await KeepAsync(cache, "other", [2], Long);

        await redis.FreezeAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await cache.GetAsync("other", Cancel);
                return skipped.Count("open") > 0;
            },
            Patience,
            "the breaker opens");
        await cache.RemoveAsync("pet", Cancel);
        await redis.ThawAsync();

        await Eventually.TrueAsync(
            async () => await cache.GetAsync("other", Cancel) is not null, Patience, "the cache is asked again");
        Assert.Null(await cache.GetAsync("pet", Cancel));
        var database = service.App.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await Eventually.TrueAsync(
            async () => !await database.KeyExistsAsync("pawpal:cache:pet"), Patience, "the old value is removed");
    }

    [Fact]
    public async Task Without_its_server_every_call_goes_on_and_afterwards_all_is_as_before()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        var cache = await ReadyAsync(service);
        await redis.KillAsync();
        for (var call = 0; call < 20; call++)
        {
            await cache.SetAsync("pet", [1], Long, Cancel);
            Assert.Null(await cache.GetAsync("pet", Cancel));
            await cache.RemoveAsync("pet", Cancel);
            await cache.RefreshAsync("pet", Cancel);
        }

        await redis.StartAgainAsync();
        await ReadyAsync(service);
    }

    [Fact]
    public async Task A_caller_who_gives_up_hears_so()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        var cache = await ReadyAsync(service);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cache.GetAsync("pet", gone.Token));
    }

    private static Task<TestService> StartAsync(RedisServer redis) => TestService.StartAsync(
        TestService.With("ConnectionStrings:redis", redis.ConnectionString),
        builder => builder.AddRedisDistributedCache("redis", configureOptions: options =>
        {
            options.AsyncTimeout = (int)ClientLimit.TotalMilliseconds;
            options.SyncTimeout = (int)ClientLimit.TotalMilliseconds;
        }));

    private static Task KeepAsync(
        IDistributedCache cache, string key, byte[] value, DistributedCacheEntryOptions options) =>
        Eventually.TrueAsync(
            async () =>
            {
                await cache.SetAsync(key, value, options, Cancel);
                return await cache.GetAsync(key, Cancel) is { } kept && kept.AsSpan().SequenceEqual(value);
            },
            Patience,
            "the cache keeps a value");

    private static int Lines(TestService service, string text) =>
        service.Logs.All.Count(line => line.Contains("The cache " + text, StringComparison.Ordinal));

    /// <summary>The cache once it keeps what is put there: connected, its breaker closed.</summary>
    private static async Task<IDistributedCache> ReadyAsync(TestService service)
    {
        var cache = service.App.Services.GetRequiredService<IDistributedCache>();
        Assert.IsType<RedisCache>(cache);
        await KeepAsync(cache, "ready?", [1], Long);
        return cache;
    }

    private sealed class SkippedCalls : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

        public SkippedCalls(TestService service)
        {
            var meters = service.App.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name is "pawpal.cache.skipped" && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            {
                lock (_counts)
                {
                    var reason = (string)tags[0].Value!;
                    _counts[reason] = _counts.GetValueOrDefault(reason) + count;
                }
            });
            _listener.Start();
        }

        public long Count(string reason)
        {
            lock (_counts)
                return _counts.GetValueOrDefault(reason);
        }

        public long Count()
        {
            lock (_counts)
                return _counts.Values.Sum();
        }

        public void Dispose() => _listener.Dispose();
    }
}

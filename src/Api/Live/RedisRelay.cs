using System.Threading.Channels;
using Npgsql;
using PawPal.Api.Changes;
using PawPal.Api.Data;
using PawPal.Api.Households;
using StackExchange.Redis;

namespace PawPal.Api.Live;

/// <summary>
/// Tells other processes that a household has changes: through Redis, and through Postgres while Redis is away. A word
/// that gets lost costs a screen one beat, no change.
/// </summary>
internal sealed class RedisRelay(
    IServiceProvider services,
    NpgsqlDataSource database,
    ChangeSignal signal,
    LiveStreams streams,
    LiveMetrics metrics,
    ILogger<RedisRelay> log) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private static readonly RedisChannel Channel = RedisChannel.Literal("pawpal:changes");
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Channel<HouseholdId> _told = System.Threading.Channels.Channel.CreateBounded<HouseholdId>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    private bool _isAway;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Subscribe(household =>
        {
            streams.Wake(household);
            _told.Writer.TryWrite(household);
        });
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(TellAsync(stoppingToken), ListenAsync(stoppingToken));

    private async Task TellAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var household in _told.Reader.ReadAllAsync(stopping))
            {
                if (await TryRedisAsync(household))
                    metrics.Told("redis");
                else if (await TryPostgresAsync(household, stopping))
                    metrics.Told("postgres");
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the process.
        }
    }

    private async Task<bool> TryRedisAsync(HouseholdId household)
    {
        try
        {
            var redis = await Task.Run(services.GetRequiredService<IConnectionMultiplexer>).WaitAsync(Limit);
            // We listen too: who reaches nobody has not reached us either.
            if (await redis.GetSubscriber().PublishAsync(Channel, household.ToString()).WaitAsync(Limit) == 0)
                return Away("nobody listens");
            if (_isAway)
                log.RedisBack();
            _isAway = false;
            return true;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or ObjectDisposedException)
        {
            return Away(failure.GetType().Name);
        }
    }

    private bool Away(string reason)
    {
        if (!_isAway)
            log.RedisRefused(reason);
        _isAway = true;
        return false;
    }

    private async Task<bool> TryPostgresAsync(HouseholdId household, CancellationToken ct)
    {
        try
        {
            await using var notify = database.CreateCommand($"select pg_notify('{PostgresRelay.Channel}', $1)");
            notify.Parameters.Bind(household.ToString());
            await notify.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            log.ToldNobody();
            return false;
        }
    }

    /// <summary>Once subscribed the client subscribes again by itself after each loss of its connection.</summary>
    private async Task ListenAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var redis = await Task.Run(services.GetRequiredService<IConnectionMultiplexer>, stopping);
                await redis.GetSubscriber().SubscribeAsync(Channel, (_, household) =>
                {
                    if (HouseholdId.TryParse(household, out var id))
                        streams.Wake(id);
                });
                redis.ConnectionRestored += (_, _) => streams.WakeAll();
                return;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException or ObjectDisposedException)
            {
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

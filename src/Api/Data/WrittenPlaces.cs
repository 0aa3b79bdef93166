using System.Globalization;
using NpgsqlTypes;
using PawPal.Api.Households;
using StackExchange.Redis;

namespace PawPal.Api.Data;

/// <summary>Where in the write-ahead log each person wrote last, for all replicas of this service: in Redis.</summary>
internal sealed class WrittenPlaces(IServiceProvider services, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    // A replica further behind than this is an alert of its own; by then nobody remembers what they wrote.
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    private long _doubtSince = long.MinValue;

    public async Task KeepAsync(AccountId account, NpgsqlLogSequenceNumber place)
    {
        try
        {
            await (await DatabaseAsync())
                .StringSetAsync(Key(account), ((ulong)place).ToString(CultureInfo.InvariantCulture), Keep)
                .WaitAsync(Limit);
        }
        catch (Exception failure) when (IsAway(failure))
        {
            // Nobody can know of this write: until it is old, nobody here reads a replica.
            Interlocked.Exchange(ref _doubtSince, clock.GetTimestamp());
        }
    }

    /// <returns>Known: the place, the log's begin for who has not written. Not known: Redis does not answer.</returns>
    public async Task<(bool IsKnown, NpgsqlLogSequenceNumber Place)> FindAsync(AccountId account)
    {
        if (Interlocked.Read(ref _doubtSince) is var since and not long.MinValue && clock.GetElapsedTime(since) < Keep)
            return (false, default);
        try
        {
            var place = await (await DatabaseAsync()).StringGetAsync(Key(account)).WaitAsync(Limit);
            var text = (string?)place;
            return (true, ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new NpgsqlLogSequenceNumber(number)
                : default);
        }
        catch (Exception failure) when (IsAway(failure))
        {
            return (false, default);
        }
    }

    private static string Key(AccountId account) => $"pawpal:written:{account}";

    private static bool IsAway(Exception failure) =>
        failure is RedisException or TimeoutException or ObjectDisposedException;

    private async Task<IDatabase> DatabaseAsync() =>
        (await Task.Run(services.GetRequiredService<IConnectionMultiplexer>).WaitAsync(Limit)).GetDatabase();
}

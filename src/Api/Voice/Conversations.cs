using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;
using PawPal.Api.Households;
using PawPal.Understanding;

namespace PawPal.Api.Voice;

/// <summary>What the turn before left open.</summary>
/// <param name="Command">The command that was done then; null when nothing was written.</param>
/// <param name="Confirms">The frames wait for a yes to a risk that was told.</param>
/// <param name="WasDoubted">The frames wait for a yes that they were heard right; no risk was told.</param>
internal sealed record LastTurn(
    IReadOnlyList<Frame> Frames, Question? Question, Guid? Command = null, bool Confirms = false,
    bool WasDoubted = false);

/// <summary>
/// Each person's last turn, kept in Redis for two minutes. Without Redis, or when it is lost, a person is asked once
/// more. </summary>
internal sealed class Conversations(IDistributedCache cache)
{
    private static readonly DistributedCacheEntryOptions Keep = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(2),
    };

    public async Task<LastTurn?> FindAsync(HouseholdCaller caller, CancellationToken ct)
    {
        if (await cache.GetAsync(Key(caller), ct) is not { } kept)
            return null;
        try
        {
            return JsonSerializer.Deserialize<LastTurn>(kept);
        }
        catch (JsonException)
        {
            // Another release wrote it.
            return null;
        }
    }

    public Task KeepAsync(HouseholdCaller caller, LastTurn turn, CancellationToken ct) =>
        cache.SetAsync(Key(caller), JsonSerializer.SerializeToUtf8Bytes(turn), Keep, ct);

    public Task ForgetAsync(HouseholdCaller caller, CancellationToken ct) => cache.RemoveAsync(Key(caller), ct);

    private static string Key(HouseholdCaller caller) => $"conversation:{caller.Household}:{caller.Account}";
}

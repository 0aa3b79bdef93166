using Microsoft.Extensions.Caching.Hybrid;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Commands;

/// <summary>
/// Each household's <see cref="Vocabulary"/>, kept for a while in this process and in Redis. It may be stale when Redis
/// was away while something changed: who misses a word reads again with <see cref="RenewAsync"/>.
/// </summary>
internal sealed class HouseholdVocabulary(HybridCache cache, HouseholdDatabase database, VocabularyMetrics metrics)
{
    private const string FindPets =
        """
        select id, name, species, sounds_like, nullif(nicknames, '{}') from pet
        where household_id = $1 and archived_at is null order by created_at, id
        """;

    private const string FindMedications =
        """
        select recent.medication from (
            select medication, occurred_at from care_event
            where household_id = $1 and medication is not null order by occurred_at desc limit 500) recent
        group by recent.medication order by max(recent.occurred_at) desc limit 40
        """;

    private const string FindReminders =
        """
        select title from reminder where household_id = $1 and state = 'active' order by created_at desc limit 200
        """;

    private static readonly HybridCacheEntryOptions Keep = new()
    {
        Expiration = TimeSpan.FromMinutes(10),
        // Another replica may have learnt a word meanwhile.
        LocalCacheExpiration = TimeSpan.FromSeconds(30),
    };

    /// <summary>The vocabulary, and whether it was read from Postgres just now.</summary>
    public async Task<(Vocabulary Words, bool IsFresh)> GetAsync(HouseholdId household, CancellationToken ct)
    {
        var isFresh = false;
        // With a token of ours the cache would work outside the trace of this request.
        var words = await cache.GetOrCreateAsync(
            Key(household),
            async token =>
            {
                isFresh = true;
                return await ReadAsync(household, token);
            },
            Keep,
            cancellationToken: CancellationToken.None).AsTask().WaitAsync(ct);
        metrics.Asked(isMiss: isFresh);
        return (words, isFresh);
    }

    /// <summary>Reads past the cache and renews it.</summary>
    public async Task<Vocabulary> RenewAsync(HouseholdId household, CancellationToken ct)
    {
        var words = await ReadAsync(household, ct);
        await cache.SetAsync(Key(household), words, Keep, cancellationToken: ct);
        return words;
    }

    /// <summary>Call after the transaction that added a pet or a medicine is committed, never before.</summary>
    public ValueTask DropAsync(HouseholdId household, CancellationToken ct) => cache.RemoveAsync(Key(household), ct);

    private static string Key(HouseholdId household) => $"vocabulary:{household}";

    private async Task<Vocabulary> ReadAsync(HouseholdId household, CancellationToken ct)
    {
        await using var query = database.Query(household);
        query.Add(FindPets).Bind(household.Value);
        query.Add(FindMedications).Bind(household.Value);
        query.Add(FindReminders).Bind(household.Value);
        await using var rows = await query.ExecuteAsync(ct);
        var pets = new List<PetResponse>();
        while (await rows.ReadAsync(ct))
        {
            pets.Add(new PetResponse(
                rows.GetGuid(0),
                rows.GetString(1),
                rows.GetString(2),
                rows.TextOrNull(3),
                rows.IsDBNull(4) ? null : rows.GetFieldValue<string[]>(4)));
        }

        await rows.NextResultAsync(ct);
        var medications = new List<string>();
        while (await rows.ReadAsync(ct))
            medications.Add(rows.GetString(0));
        await rows.NextResultAsync(ct);
        var reminders = new List<string>();
        while (await rows.ReadAsync(ct))
            reminders.Add(rows.GetString(0));
        return new Vocabulary(pets, medications, reminders);
    }
}

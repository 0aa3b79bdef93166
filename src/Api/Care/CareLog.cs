using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>One event to write.</summary>
/// <param name="Pet">Name as the household spells it, for the answer.</param>
internal sealed record CareEntry(
    Guid Id, Guid PetId, string Pet, CareDetails Details, DateTimeOffset OccurredAt, TimePrecision Precision);

/// <summary>Who writes events, through what, and as part of which command.</summary>
/// <param name="Command">One undo takes back all events that share it.</param>
/// <param name="Source"><c>voice</c>, <c>app</c>, <c>link</c>, <c>reminder</c> or <c>import</c>.</param>
internal sealed record CareAuthor(AccountId Account, string Name, Guid? Command, string Source)
{
    /// <summary>Of somebody without an account, who acts by a link that <see cref="Account"/> gave.</summary>
    public string? As { get; init; }
}

/// <summary>The one way into the log: commands, the API, reminders, links and imports write through it.</summary>
internal static class CareLog
{
    internal const string Insert =
        """
        insert into care_event (id, household_id, pet_id, command_id, kind, occurred_at, occurred_precision,
            recorded_at, recorded_by, source, amount, unit, food, medication, dose, duration_minutes, distance_km,
            weight_kg, what, note, regimen_id, recorded_as)
        select n.id, p.household_id, p.id, $4, n.kind, n.occurred_at, n.occurred_precision, $5, $6, $7, n.amount,
            n.unit, n.food, n.medication, n.dose, n.duration_minutes, n.distance_km, n.weight_kg, n.what, n.note,
            n.regimen_id, $22
        from unnest($1, $2, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) as n (id, pet_id,
            kind, occurred_at, occurred_precision, amount, unit, food, medication, dose, duration_minutes,
            distance_km, weight_kg, what, note, regimen_id)
        join pet p on p.household_id = $3 and p.id = n.pet_id and p.archived_at is null
        """;

    /// <summary>
    /// Null when a pet is not the household's, or has left it meanwhile: then the transaction must be rolled back.
    /// </summary>
    public static async Task<IReadOnlyList<CareEventResponse>?> AddAsync(
        HouseholdSession session,
        CareAuthor author,
        IReadOnlyList<CareEntry> entries,
        DateTimeOffset now,
        CancellationToken ct)
    {
        await using var insert = session.Command(Insert);
        insert.Parameters
            .Bind(Each(e => e.Id), Each(e => e.PetId), session.Household.Value, author.Command)
            .Bind(now.UtcDateTime, author.Account.Value, author.Source)
            .Bind(Each(e => e.Details.Kind), Each(e => e.OccurredAt.UtcDateTime), Each(e => e.Precision.Name()))
            .Bind(Each(e => e.Details.Amount), Each(e => e.Details.Unit), Each(e => e.Details.Food))
            .Bind(Each(e => e.Details.Medication), Each(e => e.Details.Dose))
            .Bind(Each(e => e.Details.DurationMinutes), Each(e => e.Details.DistanceKm), Each(e => e.Details.WeightKg))
            .Bind(Each(e => e.Details.What), Each(e => e.Details.Note), Each(e => e.Details.RegimenId), author.As);
        if (await insert.ExecuteNonQueryAsync(ct) != entries.Count)
            return null;
        foreach (var entry in entries)
        {
            session.Record(
                "care.logged", entry.Id, entry.PetId, new
                {
                    entry.Details.Kind,
                    entry.OccurredAt,
                    author.Source,
                    author.As
                });
        }

        return [.. entries.Select(entry => Response(entry, author, now))];

        T[] Each<T>(Func<CareEntry, T> value) => [.. entries.Select(value)];
    }

    private static CareEventResponse Response(CareEntry entry, CareAuthor author, DateTimeOffset now) => new(
        entry.Id, entry.PetId, entry.Pet, entry.Details.Kind, entry.OccurredAt, now, author.As ?? author.Name,
        entry.Details.Amount, entry.Details.Unit, entry.Details.Food, entry.Details.Medication, entry.Details.Dose,
        entry.Details.DurationMinutes, entry.Details.DistanceKm, entry.Details.WeightKg, entry.Details.What,
        entry.Details.Note, entry.Details.RegimenId, author.Source);
}

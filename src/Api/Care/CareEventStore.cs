using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>Writes events, one for each pet of an act.</summary>
internal static class CareEventStore
{
    private const string Insert =
        """
        insert into care_event (id, household_id, pet_id, command_id, kind, occurred_at, occurred_precision,
            recorded_at, recorded_by, amount, unit, food, medication, dose, duration_minutes, distance_km, weight_kg)
        select n.id, p.household_id, p.id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
        from unnest($1, $2) as n (id, pet_id)
        join pet p on p.household_id = $3 and p.id = n.pet_id and p.archived_at is null
        """;

    /// <summary>Null when a pet has left the household meanwhile: then the command must be rolled back.</summary>
    public static async Task<IReadOnlyList<CareEventResponse>?> AddAsync(
        CareAct act, CareDetails details, CommandContext command, CancellationToken ct)
    {
        var events = act.Pets.Select(pet => new CareEventResponse(
            command.NewId(), pet.Id, pet.Name, details.Kind, act.Occurred.At, command.Now,
            command.Caller.AccountName, details.Amount, details.Unit, details.Food, details.Medication, details.Dose,
            details.DurationMinutes, details.DistanceKm, details.WeightKg)).ToList();
        await using var insert = command.Session.Command(Insert);
        insert.Parameters
            .Bind(events.Select(e => e.Id).ToArray(), events.Select(e => e.PetId).ToArray())
            .Bind(command.Session.Household.Value, command.Id, details.Kind, act.Occurred.At.UtcDateTime)
            .Bind(act.Occurred.Precision.Name(), command.Now.UtcDateTime, command.Caller.Account.Value)
            .Bind(details.Amount, details.Unit, details.Food, details.Medication, details.Dose)
            .Bind(details.DurationMinutes, details.DistanceKm, details.WeightKg);
        if (await insert.ExecuteNonQueryAsync(ct) != events.Count)
            return null;
        foreach (var e in events)
            command.Session.Record("care.logged", e.Id, e.PetId, new { e.Kind, e.OccurredAt });
        return events;
    }
}

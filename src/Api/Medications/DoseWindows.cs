using Npgsql;
using PawPal.Api.Care;
using PawPal.Api.Data;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

/// <summary>The doses of a day: due when, given by whom.</summary>
internal static class DoseWindows
{
    private const string FindPlans =
        $"""
        select {Regimen.Columns} from regimen r
        join pet p on p.household_id = r.household_id and p.id = r.pet_id and p.archived_at is null
        where r.household_id = $1 and r.state = 'active' and r.rule is not null
        order by r.created_at, r.id
        limit 200
        """;

    private const string FindGiven =
        $"""
        select e.regimen_id, e.occurred_at, coalesce(e.recorded_as, a.display_name, 'someone who left')
        from care_event e
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.kind = 'medication' and e.regimen_id is not null
            and e.occurred_at >= $2 and e.occurred_at < $3
            and {CareEvent.Stands}
        order by e.occurred_at, e.id
        """;

    public static void AddTo(HouseholdQuery query, Guid household, DateTimeOffset start, DateTimeOffset end)
    {
        query.Add(FindPlans).Bind(household);
        // The longest window opens a day before its time and closes with the next one's opening.
        query.Add(FindGiven).Bind(household, start.UtcDateTime.AddDays(-1), end.UtcDateTime.AddDays(366));
    }

    public static async Task<List<DoseWindow>> ReadAsync(
        NpgsqlDataReader row, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now, CancellationToken ct)
    {
        var plans = new List<Regimen>();
        while (await row.ReadAsync(ct))
            plans.Add(Regimen.Read(row));
        await row.NextResultAsync(ct);
        var given = await ReadGivenAsync(row, ct);
        return [.. plans
            .SelectMany(plan => plan.Schedule!.Between(start, end)
                .Select(time => Window(plan, time.Occurrence, given, now)))
            .OrderBy(dose => dose.DueAt).ThenBy(dose => dose.Pet, StringComparer.Ordinal)];
    }

    private static async Task<ILookup<Guid, (DateTimeOffset At, string By)>> ReadGivenAsync(
        NpgsqlDataReader row, CancellationToken ct)
    {
        var given = new List<(Guid Regimen, DateTimeOffset At, string By)>();
        while (await row.ReadAsync(ct))
            given.Add((row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2)));
        return given.ToLookup(dose => dose.Regimen, dose => (dose.At, dose.By));
    }

    private static DoseWindow Window(
        Regimen plan, DateTime time, ILookup<Guid, (DateTimeOffset At, string By)> given, DateTimeOffset now)
    {
        var due = plan.Schedule!.At(time).At;
        var opens = due - plan.Early;
        var closes = plan.Schedule.Following(time) is { } next ? next.At - plan.Early : due.AddDays(1);
        var doses = given[plan.Id].Where(dose => dose.At >= opens && dose.At < closes).ToList();
        (DateTimeOffset At, string By)? dose = doses.Count > 0 ? doses[0] : null;
        var status = dose is not null ? "given" : now < opens ? "upcoming" : now < closes ? "open" : "missed";
        var r = plan.Response;
        return new DoseWindow(
            r.Id, r.PetId, r.Pet, r.Medication, r.Dose, due, opens, closes, status, dose?.At, dose?.By);
    }
}

using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Reminders;

namespace PawPal.Api.Medications;

/// <summary>Keeps medicine plans, and with each its reminder.</summary>
internal static class RegimenStore
{
    private const int Most = 200;

    private const string Insert =
        """
        insert into regimen (id, household_id, pet_id, medication, directions, dose_amount, dose_unit, rule, as_needed,
            time_zone, starts_at, early, least_gap, most_per_day, prescriber, note, stock, stock_counted_at, refill_at,
            created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        """;

    private const string Update =
        """
        update regimen set medication = $3, directions = $4, dose_amount = $5, dose_unit = $6, rule = $7,
            as_needed = $8, time_zone = $9, starts_at = $10, early = $11, least_gap = $12, most_per_day = $13,
            prescriber = $14, note = $15, version = version + 1
        where household_id = $2 and id = $1
        """;

    private const string SetState =
        "update regimen set state = $3, version = version + 1 where household_id = $1 and id = $2";

    private const string SetStock =
        """
        update regimen set stock = $3, refill_at = $4, stock_counted_at = $5, version = version + 1
        where household_id = $1 and id = $2
        """;

    private const string Count = "select count(*) from regimen where household_id = $1 and state <> 'ended'";

    private const string Find =
        $"""
        select {Regimen.Columns} from regimen r
        join pet p on p.household_id = r.household_id and p.id = r.pet_id
        where r.household_id = $1 and r.id = $2 for no key update of r
        """;

    private const string FindReminder =
        "select id from reminder where household_id = $1 and regimen_id = $2 and state <> 'archived' order by created_at";

    public static async Task<Regimen?> FindAsync(HouseholdSession session, Guid id, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, id);
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Regimen.Read(row) : null;
    }

    public static async Task<bool> IsFullAsync(HouseholdSession session, CancellationToken ct)
    {
        await using var count = session.Command(Count);
        count.Parameters.Bind(session.Household.Value);
        return (long)(await count.ExecuteScalarAsync(ct))! >= Most;
    }

    public static async Task AddAsync(
        WriteContext write, Guid id, Guid pet, RegimenPlan plan, decimal? stock, decimal? refillAt,
            CancellationToken ct)
    {
        await using var insert = write.Session.Command(Insert);
        Bind(insert.Parameters.Bind(id, write.Household.Value, pet), plan)
            .Bind(stock, stock is null ? (DateTime?)null : write.Now.UtcDateTime, refillAt, write.Now.UtcDateTime);
        await insert.ExecuteNonQueryAsync(ct);
        write.Record("regimen.created", id, pet, new { plan.Medication, plan.Written });
    }

    public static async Task ChangeAsync(WriteContext write, Regimen before, RegimenPlan plan, CancellationToken ct)
    {
        await using (var update = write.Session.Command(Update))
        {
            Bind(update.Parameters.Bind(before.Id, write.Household.Value), plan);
            await update.ExecuteNonQueryAsync(ct);
        }

        write.Record("regimen.changed", before.Id, before.Response.PetId, new { plan.Medication, plan.Written });
    }

    public static async Task SetStateAsync(WriteContext write, Regimen regimen, string state, CancellationToken ct)
    {
        await using (var update = write.Session.Command(SetState))
        {
            update.Parameters.Bind(write.Household.Value, regimen.Id, state);
            await update.ExecuteNonQueryAsync(ct);
        }

        var reminderState = state == "ended" ? "archived" : state;
        foreach (var reminder in await RemindersAsync(write.Session, regimen.Id, ct))
            await ReminderStore.SetStateAsync(write.Session, reminder, reminderState, write.Now, ct);
        write.Record(
            "regimen.state_changed", regimen.Id, regimen.Response.PetId, new { regimen.Response.Medication, state });
    }

    public static async Task SetStockAsync(
        WriteContext write, Regimen regimen, decimal stock, decimal? refillAt, CancellationToken ct)
    {
        await using var update = write.Session.Command(SetStock);
        update.Parameters.Bind(write.Household.Value, regimen.Id, stock, refillAt, write.Now.UtcDateTime);
        await update.ExecuteNonQueryAsync(ct);
        write.Record("regimen.counted", regimen.Id, regimen.Response.PetId, new { stock, refillAt });
    }

    /// <summary>A reminder for each dose that is to come; none for a plan without times, or whose last has
    /// passed.</summary>
    /// <returns>Why it cannot be kept: the household has too many.</returns>
    public static async Task<WriteResult?> RemindAsync(
        WriteContext write, Guid regimen, Guid pet, RegimenPlan plan, CancellationToken ct)
    {
        var reminder = Reminder(plan, regimen, pet);
        if (plan.Directions.IsAsNeeded || reminder.Schedule.FirstFrom(write.Now) is null)
            return null;
        return await ReminderStore.AddAsync(write.Session, write.NewId(), reminder, write.Now, ct);
    }

    public static async Task<WriteResult?> ChangeReminderAsync(
        WriteContext write, Regimen before, RegimenPlan plan, CancellationToken ct)
    {
        foreach (var reminder in await RemindersAsync(write.Session, before.Id, ct))
        {
            var changed = Reminder(plan, before.Id, before.Response.PetId);
            if (plan.Directions.IsAsNeeded || changed.Schedule.FirstFrom(write.Now) is null)
                await ReminderStore.SetStateAsync(write.Session, reminder, "archived", write.Now, ct);
            else if (await ReminderStore.ChangeAsync(
                write.Session, reminder, changed with
                {
                    AssignedTo = reminder.Response.AssignedTo,
                    EscalateAfterMinutes = reminder.Response.EscalateAfterMinutes,
                    EscalateTo = reminder.Response.EscalateTo,
                    Note = reminder.Response.Note,
                }, write.Now, ct) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static ReminderPlan Reminder(RegimenPlan plan, Guid regimen, Guid pet) => new(
        Title(plan), ReminderKind.Medication, plan.Times, plan.Zone, [pet])
    {
        Regimen = regimen,
        Medication = plan.Medication,
    };

    private static string Title(RegimenPlan plan) =>
        Regimen.Dose(plan.Directions.Amount, plan.Directions.Unit) is { } dose ? $"{plan.Medication}, {dose}"
            : plan.Medication;

    private static async Task<List<Reminder>> RemindersAsync(
        HouseholdSession session, Guid regimen, CancellationToken ct)
    {
        var ids = new List<Guid>();
        await using (var find = session.Command(FindReminder))
        {
            find.Parameters.Bind(session.Household.Value, regimen);
            await using var rows = await find.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                ids.Add(rows.GetGuid(0));
        }

        var found = new List<Reminder>();
        foreach (var id in ids)
            found.Add((await ReminderStore.FindAsync(session, id, ct))!);
        return found;
    }

    private static Npgsql.NpgsqlParameterCollection Bind(Npgsql.NpgsqlParameterCollection parameters,
        RegimenPlan plan) =>
        parameters
            .Bind(plan.Medication, plan.Written, plan.Directions.Amount, plan.Directions.Unit)
            .Bind(plan.Times.Rule, plan.Directions.IsAsNeeded, plan.Zone.Id, plan.Times.Schedule.Start)
            .Bind(plan.Times.Early, plan.LeastGap, plan.MostPerDay, plan.Prescriber, plan.Note);
}

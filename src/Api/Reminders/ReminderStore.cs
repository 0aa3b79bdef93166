using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Notifications;
using PawPal.Api.Recurrences;

namespace PawPal.Api.Reminders;

/// <summary>Keeps reminders, and with each the time that the worker tells of next.</summary>
internal static class ReminderStore
{
    private const int Most = 200;

    private const string FindKin =
        $"""
        select
            (select count(*) from pet where household_id = $2 and id = any($3) and archived_at is null),
            (select count(*) from membership m
                where m.household_id = $2 and m.account_id = any($4) and {Carers.GiveCare}),
            (select count(*) from membership m
                where m.household_id = $2 and m.account_id = any($5) and {Carers.GiveCare}),
            (select count(*) from reminder where household_id = $2 and state <> 'archived'),
            $6::uuid is null or exists (select from regimen where household_id = $2 and id = $6 and pet_id = any($3))
        """;

    private const string Insert =
        """
        insert into reminder (id, household_id, title, kind, regimen_id, medication, note, for_pets, rule, time_zone,
            starts_at, early, assigned_to, escalate_after_minutes, escalate_to, created_at, next_occurrence,
            next_due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        """;

    private const string InsertPets =
        "insert into reminder_pet (household_id, reminder_id, pet_id) select $1, $2, unnest($3)";

    private const string Update =
        """
        update reminder set title = $3, kind = $4, regimen_id = $5, medication = $6, note = $7, for_pets = $8,
            rule = $9, time_zone = $10, starts_at = $11, early = $12, assigned_to = $13, escalate_after_minutes = $14,
            escalate_to = $15, next_occurrence = $16, next_due_at = $17, version = version + 1
        where household_id = $2 and id = $1
        """;

    private const string DropAhead =
        """
        delete from reminder_occurrence
        where household_id = $1 and reminder_id = $2 and state = 'open' and due_at > $3
        """;

    private const string DropPets = "delete from reminder_pet where household_id = $1 and reminder_id = $2";

    private const string SetState =
        """
        update reminder set state = $3, next_occurrence = $4, next_due_at = $5, version = version + 1
        where household_id = $1 and id = $2
        """;

    private const string Quiet =
        """
        update reminder_occurrence set next_step_at = null
        where household_id = $1 and reminder_id = $2 and next_step_at is not null
        """;

    private const string Find =
        $"select {Reminder.Columns} from reminder r where r.household_id = $1 and r.id = $2 for update of r";

    public static async Task<Reminder?> FindAsync(HouseholdSession session, Guid id, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, id);
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Reminder.Read(row) : null;
    }

    /// <summary>Null when it was written; otherwise why not.</summary>
    public static async Task<WriteResult?> AddAsync(
        HouseholdSession session, Guid id, ReminderPlan plan, DateTimeOffset now, CancellationToken ct)
    {
        if (await RefuseAsync(session, plan, isNew: true, now, ct) is { } refusal)
            return refusal;
        if (plan.Schedule.FirstFrom(now) is not { } first)
            return Past(plan);
        await using var batch = session.Batch();
        var insert = batch.Add(Insert);
        insert.Bind(id, session.Household.Value);
        BindPlan(insert, plan);
        insert.Bind(now.UtcDateTime, first.Occurrence, first.At.UtcDateTime);
        batch.Add(InsertPets).Bind(session.Household.Value, id, plan.Pets.ToArray());
        await batch.ExecuteNonQueryAsync(ct);
        session.Record("reminder.created", id, OnlyPet(plan.Pets), new { plan.Title, plan.Kind });
        return null;
    }

    /// <summary>Null when it was written; otherwise why not.</summary>
    public static async Task<WriteResult?> ChangeAsync(
        HouseholdSession session, Reminder before, ReminderPlan plan, DateTimeOffset now, CancellationToken ct)
    {
        if (await RefuseAsync(session, plan, isNew: false, now, ct) is { } refusal)
            return refusal;
        var isSame = plan.Times.Rule == before.Response.Rule && plan.Times.Schedule.Start == before.Response.StartsAt;
        // In another zone the same wall times go on from where they were: none is told twice, none is left out.
        var next = isSame
            ? before.Next is { } pending ? plan.Schedule.At(pending) : (ScheduledTime?)null
            : plan.Schedule.FirstFrom(now);
        if (next is null && !isSame)
            return Past(plan);
        if (before.Response.State != "active")
            next = null;
        await using var batch = session.Batch();
        var update = batch.Add(Update);
        update.Bind(before.Id, session.Household.Value);
        BindPlan(update, plan);
        update.Bind(next?.Occurrence, next?.At.UtcDateTime);
        batch.Add(DropPets).Bind(session.Household.Value, before.Id);
        batch.Add(InsertPets).Bind(session.Household.Value, before.Id, plan.Pets.ToArray());
        if (!isSame)
            batch.Add(DropAhead).Bind(session.Household.Value, before.Id, now.UtcDateTime);
        await batch.ExecuteNonQueryAsync(ct);
        session.Record("reminder.changed", before.Id, OnlyPet(plan.Pets), new { plan.Title, plan.Kind });
        return null;
    }

    public static async Task SetStateAsync(
        HouseholdSession session, Reminder reminder, string state, DateTimeOffset now, CancellationToken ct)
    {
        var next = state == "active" ? reminder.Schedule.FirstFrom(now) : null;
        await using var batch = session.Batch();
        batch.Add(SetState).Bind(
            session.Household.Value, reminder.Id, state, next?.Occurrence, next?.At.UtcDateTime);
        if (state != "active")
            batch.Add(Quiet).Bind(session.Household.Value, reminder.Id);
        await batch.ExecuteNonQueryAsync(ct);
        session.Record(
            "reminder.state_changed", reminder.Id, OnlyPet(reminder.Response.PetIds),
            new { reminder.Response.Title, state });
    }

    /// <summary>The audit trail names a pet where there is one.</summary>
    public static Guid? OnlyPet(IReadOnlyList<Guid> pets) => pets is [var pet] ? pet : null;

    private static void BindPlan(Npgsql.NpgsqlParameterCollection parameters, ReminderPlan plan) => parameters
        .Bind(plan.Title, plan.Kind, plan.Regimen, plan.Medication, plan.Note, plan.Pets.Count > 0)
        .Bind(plan.Times.Rule, plan.Zone.Id, plan.Times.Schedule.Start, plan.Times.Early, plan.AssignedTo)
        .Bind(plan.EscalateAfterMinutes, plan.EscalateTo.ToArray());

    private static async Task<WriteResult?> RefuseAsync(
        HouseholdSession session, ReminderPlan plan, bool isNew, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] assigned = plan.AssignedTo is { } carer ? [carer] : [];
        await using var find = session.Command(FindKin);
        find.Parameters.Bind(
            now.UtcDateTime, session.Household.Value, plan.Pets.ToArray(), assigned, plan.EscalateTo.ToArray(),
            plan.Regimen);
        await using var row = await find.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (row.GetInt64(0) != plan.Pets.Count)
            return new WriteResult.Failed(Problems.PetUnknown);
        if (row.GetInt64(1) != assigned.Length)
            return WriteResult.Failed.Field("/assignedTo", "unknown", "Choose somebody who gives care here.");
        if (row.GetInt64(2) != plan.EscalateTo.Count)
            return WriteResult.Failed.Field("/escalateTo", "unknown", "Choose people who give care here.");
        if (!row.GetBoolean(4))
            return WriteResult.Failed.Field("/regimenId", "unknown", "Choose a medicine plan of one of these pets.");
        return isNew && row.GetInt64(3) >= Most ? new WriteResult.Failed(Problems.RemindersTooMany) : null;
    }

    private static WriteResult.Failed Past(ReminderPlan plan) => plan.Times.Rule is null
        ? WriteResult.Failed.Field("/startsAt", "range", "This time has passed already.")
        : WriteResult.Failed.Field("/rule", RuleFault.Past.Code, RuleFault.Past.Detail);
}

using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Reminders;

/// <summary>What people say about one time of a reminder.</summary>
internal static class OccurrenceStore
{
    private const string Mark =
        """
        insert into reminder_occurrence (household_id, reminder_id, occurrence, due_at, is_moved, state, acted_at,
            acted_by, event_ids, step, next_step_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)
        on conflict (household_id, reminder_id, occurrence) do update
        set due_at = excluded.due_at, is_moved = excluded.is_moved, state = excluded.state,
            acted_at = excluded.acted_at, acted_by = excluded.acted_by, event_ids = excluded.event_ids,
            step = case when $11 then 0 else reminder_occurrence.step end, next_step_at = excluded.next_step_at
        """;

    // One event for each pet that has none yet within the window.
    private const string Log =
        """
        insert into care_event (id, household_id, pet_id, command_id, kind, occurred_at, recorded_at, recorded_by,
            medication, regimen_id, weight_kg, source)
        select n.id, $2, n.pet_id, $4, $5, $6, $6, $7, $8, $9, $10, 'reminder'
        from unnest($1, $3) as n (id, pet_id)
        where not exists (
            select from care_event e
            where e.household_id = $2 and e.pet_id = n.pet_id and e.kind = $5 and e.occurred_at >= $11
                and e.occurred_at < $12
                and ($5 <> 'medication' or e.regimen_id = $9 or lower(e.medication) = lower($8))
                and not exists (select from care_retraction r
                    where r.household_id = e.household_id and r.event_id = e.id))
        returning id, pet_id
        """;

    private const string Retract =
        """
        insert into care_retraction (id, household_id, event_id, command_id, retracted_at, retracted_by)
        select gen_random_uuid(), o.household_id, e.id, null, $4, $5
        from reminder_occurrence o
        join care_event e on e.household_id = o.household_id and e.id = any(o.event_ids)
        where o.household_id = $1 and o.reminder_id = $2 and o.occurrence = $3
        on conflict (event_id) do nothing
        returning event_id
        """;

    /// <summary>
    /// Logs the care where the kind is one and the time is within its window or before it, so that the reminder clears
    /// as it does when somebody logs it elsewhere. What was missed is only ticked off: an act of today is not its.
    /// </summary>
    public static async Task DoneAsync(
        HouseholdSession session,
        AccountId account,
        Occurrence one,
        decimal? weight,
        DateTimeOffset now,
        CancellationToken ct,
        Guid? command = null)
    {
        var reminder = one.Reminder.Response;
        var isLogged = ReminderKind.IsLoggable(reminder.Kind) && reminder.PetIds.Count > 0 && now < one.Closes
            && (reminder.Kind != ReminderKind.Weight || (weight is not null && reminder.PetIds.Count == 1));
        var events = isLogged ? await LogAsync(session, account, one, weight, now, command, ct) : [];
        // Within the window the log itself says that it is done.
        var isSeen = events.Count > 0 && now >= one.Opens;
        await MarkAsync(
            session, account, one, isSeen ? "open" : Occurrence.Done, now, ct, events: events, next: null);
        session.Record(
            "reminder.done", one.Reminder.Id, ReminderStore.OnlyPet(reminder.PetIds),
            new { reminder.Title, reminder.Kind, one.Name });
    }

    public static async Task SkipAsync(
        HouseholdSession session, AccountId account, Occurrence one, DateTimeOffset now, CancellationToken ct)
    {
        await MarkAsync(session, account, one, Occurrence.Skipped, now, ct);
        Record(session, "reminder.skipped", one);
    }

    /// <summary>Snoozes or reschedules: it is told of again, from the beginning.</summary>
    public static async Task MoveAsync(
        HouseholdSession session,
        AccountId account,
        Occurrence one,
        DateTimeOffset to,
        DateTimeOffset now,
        CancellationToken ct)
    {
        await MarkAsync(session, account, one with { DueAt = to }, "open", now, ct, isMoved: true, next: to);
        Record(session, "reminder.moved", one);
    }

    /// <summary>Takes back done and skipped, and the events that done wrote.</summary>
    public static async Task ReopenAsync(
        HouseholdSession session, AccountId account, Occurrence one, DateTimeOffset now, CancellationToken ct)
    {
        await using (var retract = session.Command(Retract))
        {
            retract.Parameters
                .Bind(session.Household.Value, one.Reminder.Id, one.Time, now.UtcDateTime, account.Value);
            await using var rows = await retract.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                session.Record("care.retracted", rows.GetGuid(0));
        }

        var isAhead = one.Mark is { IsMoved: true } && one.DueAt > now;
        await MarkAsync(
            session, account, one, "open", now, ct, isMoved: one.Mark is { IsMoved: true },
            next: isAhead ? one.DueAt : null);
        Record(session, "reminder.reopened", one);
    }

    private static void Record(HouseholdSession session, string action, Occurrence one) => session.Record(
        action, one.Reminder.Id, ReminderStore.OnlyPet(one.Reminder.Response.PetIds),
        new { one.Reminder.Response.Title, one.Name, one.DueAt });

    private static async Task<IReadOnlyList<Guid>> LogAsync(
        HouseholdSession session,
        AccountId account,
        Occurrence one,
        decimal? weight,
        DateTimeOffset now,
        Guid? command,
        CancellationToken ct)
    {
        var reminder = one.Reminder.Response;
        var medicine = reminder.Kind != ReminderKind.Medication ? null
            : reminder.Medication ?? reminder.Title[..Math.Min(80, reminder.Title.Length)];
        await using var log = session.Command(Log);
        log.Parameters
            .Bind(reminder.PetIds.Select(_ => Guid.CreateVersion7(now)).ToArray(), session.Household.Value)
            .Bind(reminder.PetIds.ToArray(), command ?? Guid.CreateVersion7(now), reminder.Kind, now.UtcDateTime)
            .Bind(account.Value)
            .Bind(medicine, reminder.RegimenId, weight)
            .Bind(one.Opens.UtcDateTime, one.Closes.UtcDateTime);
        var events = new List<(Guid Id, Guid Pet)>();
        await using (var rows = await log.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                events.Add((rows.GetGuid(0), rows.GetGuid(1)));
        }

        foreach (var (id, pet) in events)
            session.Record("care.logged", id, pet, new { reminder.Kind, OccurredAt = now });
        return [.. events.Select(e => e.Id)];
    }

    private static async Task MarkAsync(
        HouseholdSession session,
        AccountId account,
        Occurrence one,
        string state,
        DateTimeOffset now,
        CancellationToken ct,
        bool? isMoved = null,
        IReadOnlyList<Guid>? events = null,
        DateTimeOffset? next = null)
    {
        await using var mark = session.Command(Mark);
        mark.Parameters
            .Bind(session.Household.Value, one.Reminder.Id, one.Time, one.DueAt.UtcDateTime)
            .Bind(isMoved ?? one.Mark is { IsMoved: true }, state, now.UtcDateTime, account.Value)
            .Bind((events ?? []).ToArray(), next?.UtcDateTime, next is not null);
        await mark.ExecuteNonQueryAsync(ct);
    }
}

using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Medications;
using PawPal.Contracts.Care;

namespace PawPal.Api.Reminders;

/// <summary>What came of "done".</summary>
/// <param name="Events">What was logged.</param>
internal sealed record OccurrenceDone(IReadOnlyList<CareEventResponse> Events)
{
    /// <summary>Nothing was done: somebody should look at this first.</summary>
    public DoseVerdict? Doubtful { get; init; }
}

/// <summary>What people say about one time of a reminder.</summary>
internal static class OccurrenceStore
{
    private const int LongestMedicine = 80;

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

    // Of the reminder's pets those that have had nothing yet within the window.
    private const string FindUndone =
        """
        select n.pet_id from unnest($2) as n (pet_id)
        where not exists (
            select from care_event e
            where e.household_id = $1 and e.pet_id = n.pet_id and e.kind = $3 and e.occurred_at >= $6
                and e.occurred_at < $7
                and (num_nonnulls($4::uuid, $5::text) = 0 or e.regimen_id = $4 or lower(e.medication) = lower($5))
                and not exists (select from care_retraction r
                    where r.household_id = e.household_id and r.event_id = e.id))
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
    /// <param name="isConfirmed">A dose is logged in spite of what the guard has to say.</param>
    /// <param name="command">What one undo takes back; a new one when null.</param>
    public static async Task<OccurrenceDone> DoneAsync(
        HouseholdSession session,
        HouseholdCaller caller,
        Occurrence one,
        decimal? weight,
        bool isConfirmed,
        DateTimeOffset now,
        CancellationToken ct,
        Guid? command = null)
    {
        var reminder = one.Reminder.Response;
        var isLogged = ReminderKind.IsLoggable(reminder.Kind) && reminder.PetIds.Count > 0 && now < one.Closes
            && (reminder.Kind != ReminderKind.Weight || (weight is not null && reminder.PetIds.Count == 1));
        var author = new CareAuthor(caller.Account, caller.AccountName, command ?? Guid.CreateVersion7(now),
            "reminder");
        var undone = isLogged ? await FindUndoneAsync(session, one, ct) : [];
        var verdict = await LookAsync(session, caller, one, undone, now, ct);
        if (verdict.Doubts.Count > 0 && !isConfirmed)
            return new OccurrenceDone([]) { Doubtful = verdict };
        var events = isLogged ? await LogAsync(session, author, one, undone, verdict, weight, now, ct) : [];
        await MedicineNotices.AddAsync(session, caller, verdict, events, now, ct);
        // Within the window the log itself says that it is done.
        var isSeen = events.Count > 0 && now >= one.Opens;
        await MarkAsync(
            session, caller.Account, one, isSeen ? "open" : Occurrence.Done, now, ct, events: [.. events.Select(
                e => e.Id)]);
        session.Record(
            "reminder.done", one.Reminder.Id, ReminderStore.OnlyPet(reminder.PetIds),
            new { reminder.Title, reminder.Kind, one.Name });
        return new OccurrenceDone(events);
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

    private static async Task<IReadOnlyList<CareEventResponse>> LogAsync(
        HouseholdSession session,
        CareAuthor author,
        Occurrence one,
        HashSet<Guid> undone,
        DoseVerdict verdict,
        decimal? weight,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var reminder = one.Reminder.Response;
        var medicine = reminder.Kind != ReminderKind.Medication ? null : MedicineOf(one);
        var details = new CareDetails(reminder.Kind, Medication: medicine, WeightKg: weight)
        {
            RegimenId = reminder.RegimenId,
        };
        var entries = reminder.PetIds.Zip(one.Reminder.Names)
            .Where(pet => undone.Contains(pet.First))
            .Select(pet => new CareEntry(
                Guid.CreateVersion7(now), pet.First, pet.Second, verdict.DetailsFor(pet.First, details), now,
                TimePrecision.Exact))
            .ToList();
        return entries.Count == 0 ? [] : await CareLog.AddAsync(session, author, entries, now, ct) ?? [];
    }

    private static string MedicineOf(Occurrence one) => one.Reminder.Response.Medication
        ?? one.Reminder.Response.Title[..Math.Min(LongestMedicine, one.Reminder.Response.Title.Length)];

    private static Task<DoseVerdict> LookAsync(
        HouseholdSession session,
        HouseholdCaller caller,
        Occurrence one,
        HashSet<Guid> pets,
        DateTimeOffset now,
        CancellationToken ct) => one.Reminder.Response.Kind != ReminderKind.Medication || pets.Count == 0
        ? Task.FromResult(DoseVerdict.None)
        : DoseGuard.LookAsync(
            session,
            caller,
            new DoseQuestion([.. pets], MedicineOf(one), now, TimePrecision.Exact)
            {
                Regimen = one.Reminder.Response.RegimenId,
            },
            ct);

    private static async Task<HashSet<Guid>> FindUndoneAsync(
        HouseholdSession session, Occurrence one, CancellationToken ct)
    {
        var reminder = one.Reminder.Response;
        await using var find = session.Command(FindUndone);
        find.Parameters
            .Bind(session.Household.Value, reminder.PetIds.ToArray(), reminder.Kind, reminder.RegimenId)
            .Bind(reminder.Medication, one.Opens.UtcDateTime, one.Closes.UtcDateTime);
        var undone = new HashSet<Guid>();
        await using var rows = await find.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            undone.Add(rows.GetGuid(0));
        return undone;
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

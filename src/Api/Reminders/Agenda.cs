using Npgsql;
using PawPal.Api.Data;

namespace PawPal.Api.Reminders;

/// <summary>Times of a household's reminders, with what became of each: decided here, from the care log.</summary>
internal static class Agenda
{
    /// <summary>What is beyond this is left out: nobody reads two thousand lines.</summary>
    public const int Most = 2_000;

    private const string FindReminders =
        $"""
        select {Reminder.Columns} from reminder r
        where r.household_id = $1 and r.state = 'active' and ($2::uuid is null or r.id = $2)
        order by r.created_at, r.id
        """;

    // Done is also what was ticked off before its window opened, as long as the events written then stand.
    private const string FindMarks =
        """
        select o.reminder_id, o.occurrence, o.due_at, o.is_moved,
            case when cardinality(o.event_ids) = 0 or o.state <> 'done' then o.state
                when exists (select from care_retraction c
                    where c.household_id = o.household_id and c.event_id = any(o.event_ids)) then 'open'
                else 'done' end,
            o.acted_at, a.display_name
        from reminder_occurrence o
        left join account a on a.id = o.acted_by
        where o.household_id = $1 and ($2::uuid is null or o.reminder_id = $2)
            and ((o.due_at >= $3 and o.due_at < $4)
                or (o.occurrence >= $5 and o.occurrence < $6))
        """;

    private const string FindDone =
        """
        select w.n, d.done_at, a.display_name
        from unnest($2, $3, $4, $5) as w (n, reminder, opens, closes)
        join reminder r on r.household_id = $1 and r.id = w.reminder
        cross join lateral reminder_done($1, r.id, r.kind, r.regimen_id, r.medication, r.for_pets, w.opens, w.closes) d
        left join account a on a.id = d.done_by
        """;

    // Longest look back for what is still open: a weekly act is looked for in forty days, a yearly one in 400.
    private static readonly int[] DaysBack = [2, 40, 400];

    /// <param name="leftOver">
    /// The moment of asking: what was due before <paramref name="from"/> and is still open then comes, too.
    /// </param>
    public static async Task<List<Occurrence>> ReadAsync(
        HouseholdSession session,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset? leftOver,
        CancellationToken ct,
        Guid? only = null)
    {
        var (reminders, marks) = await FindAsync(session, from, to, only, leftOver is null ? 1 : 401, ct);
        var found = new List<Occurrence>();
        foreach (var reminder in reminders)
        {
            var own = marks.Where(mark => mark.Reminder == reminder.Id).ToDictionary(mark => mark.Occurrence);
            found.AddRange(Expand(reminder, own, from, to, leftOver));
        }

        found = [.. found.OrderBy(one => one.DueAt).ThenBy(one => one.Reminder.Id).Take(Most)];
        var settled = await SettleAsync(session, found, ct);
        return [.. settled.Where(one => one.DueAt >= from || !one.IsSettled)];
    }

    /// <summary>One time; null when the reminder has none of that name.</summary>
    public static async Task<Occurrence?> FindAsync(
        HouseholdSession session, Reminder reminder, DateTime time, CancellationToken ct)
    {
        var at = reminder.Schedule.At(time).At;
        var (_, marks) = await FindAsync(session, at, at, reminder.Id, daysBack: 1, ct);
        var mark = marks.Find(one => one.Occurrence == time);
        if (mark is null && !reminder.Schedule.Contains(time))
            return null;
        return (await SettleAsync(session, [Occurrence.Of(reminder, time, at, mark)], ct))[0];
    }

    private static IEnumerable<Occurrence> Expand(
        Reminder reminder,
        Dictionary<DateTime, OccurrenceMark> marks,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset? leftOver)
    {
        foreach (var (time, at) in reminder.Schedule.Between(from, to).Take(Most))
        {
            var one = Occurrence.Of(reminder, time, at, marks.GetValueOrDefault(time));
            marks.Remove(time);
            if (one.DueAt >= from && one.DueAt < to)
                yield return one;
        }

        if (leftOver is { } now && Last(reminder, from) is var (before, due))
        {
            var one = Occurrence.Of(reminder, before, due, marks.GetValueOrDefault(before));
            marks.Remove(before);
            if (one.DueAt < to && now < one.Closes)
                yield return one;
        }

        foreach (var moved in marks.Values.Where(mark => mark.IsMoved && mark.DueAt >= from && mark.DueAt < to))
            yield return Occurrence.Of(
                reminder, moved.Occurrence, reminder.Schedule.At(moved.Occurrence).At, moved);
    }

    private static (DateTime Time, DateTimeOffset At)? Last(Reminder reminder, DateTimeOffset before)
    {
        foreach (var days in DaysBack)
        {
            var times = reminder.Schedule.Between(before.AddDays(-days), before).ToList();
            if (times.Count > 0)
                return (times[^1].Occurrence, times[^1].At);
        }

        return null;
    }

    private static async Task<(List<Reminder> Reminders, List<OccurrenceMark> Marks)> FindAsync(
        HouseholdSession session, DateTimeOffset from, DateTimeOffset to, Guid? only, int daysBack,
        CancellationToken ct)
    {
        await using var batch = session.Batch();
        batch.Add(FindReminders).Bind(session.Household.Value, only);
        // A day on each side: wall times and moments differ by less.
        batch.Add(FindMarks)
            .Bind(session.Household.Value, only, from.UtcDateTime, to.UtcDateTime)
            .Bind(Wall(from.UtcDateTime.AddDays(-daysBack)), Wall(to.UtcDateTime.AddDays(1)));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var reminders = new List<Reminder>();
        while (await rows.ReadAsync(ct))
            reminders.Add(Reminder.Read(rows));
        await rows.NextResultAsync(ct);
        var marks = new List<OccurrenceMark>();
        while (await rows.ReadAsync(ct))
            marks.Add(ReadMark(rows));
        return (reminders, marks);
    }

    private static DateTime Wall(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Unspecified);

    private static OccurrenceMark ReadMark(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetDateTime(1), row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3), row.GetString(4),
        row.MomentOrNull(5), row.TextOrNull(6));

    private static async Task<List<Occurrence>> SettleAsync(
        HouseholdSession session, List<Occurrence> found, CancellationToken ct)
    {
        if (found.Count == 0)
            return found;
        await using var find = session.Command(FindDone);
        find.Parameters
            .Bind(session.Household.Value, Enumerable.Range(0, found.Count).ToArray())
            .Bind(found.Select(one => one.Reminder.Id).ToArray())
            .Bind(found.Select(one => one.Opens.UtcDateTime).ToArray())
            .Bind(found.Select(one => one.Closes.UtcDateTime).ToArray());
        await using var rows = await find.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var n = rows.GetInt32(0);
            found[n] = found[n] with
            {
                DoneAt = rows.GetFieldValue<DateTimeOffset>(1),
                DoneBy = rows.TextOrNull(2),
            };
        }

        return found;
    }
}

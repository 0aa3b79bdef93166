using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Recurrences;

namespace PawPal.Api.Appointments;

/// <summary>
/// A household's plans as iCalendar: every zone with its rules, reminders as recurring events with what was skipped or
/// moved taken out. The same plans give the same bytes, so a program that has them is sent nothing.
/// </summary>
internal sealed class CalendarReader(HouseholdDatabase database, TimeProvider clock)
{
    // Ninety days back, four hundred ahead, and a thousand in all: a feed is fetched every few minutes.
    private const string FindAppointments =
        $"""
        select {Appointment.Columns} from appointment t
        where t.household_id = $1 and t.state = 'planned' and t.starts_at >= $2 and t.starts_at < $3
        order by t.starts_at, t.id limit 1000
        """;

    private const string FindReminders =
        """
        select r.id, r.title, r.starts_at, r.rule, r.time_zone, r.created_at, r.version,
            array(select p.name from reminder_pet rp
                join pet p on p.household_id = rp.household_id and p.id = rp.pet_id and p.archived_at is null
                where rp.household_id = r.household_id and rp.reminder_id = r.id order by p.created_at, p.id),
            array(select o.occurrence from reminder_occurrence o
                where o.household_id = r.household_id and o.reminder_id = r.id and o.state = 'skipped'
                    and o.due_at >= $2 order by o.occurrence limit 200),
            array(select o.occurrence from reminder_occurrence o
                where o.household_id = r.household_id and o.reminder_id = r.id and o.is_moved and o.state <> 'skipped'
                    and o.due_at >= $2 order by o.occurrence limit 200),
            array(select o.due_at from reminder_occurrence o
                where o.household_id = r.household_id and o.reminder_id = r.id and o.is_moved and o.state <> 'skipped'
                    and o.due_at >= $2 order by o.occurrence limit 200)
        from reminder r
        where r.household_id = $1 and r.state = 'active'
        order by r.created_at, r.id limit 200
        """;

    private const int Back = -90;
    private const int Ahead = 400;
    private static readonly Sentences Replies = new("PawPal.Api.Appointments.Replies");
    private static readonly Duration Short = Duration.FromMinutes(15);

    public async Task<string> ReadAsync(HouseholdId household, CancellationToken ct)
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        await using var query = database.Query(household);
        query.Add(FindAppointments).Bind(household.Value, today.AddDays(Back), today.AddDays(Ahead));
        query.Add(FindReminders).Bind(household.Value, today.AddDays(Back));
        await using var rows = await query.ExecuteAsync(ct);
        var calendar = new Ical.Net.Calendar { ProductId = "-//PawPal//Calendar//EN" };
        calendar.AddProperty("X-WR-CALNAME", "PawPal");
        while (await rows.ReadAsync(ct))
            calendar.Events.Add(EventOf(Appointment.Read(rows)));
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            foreach (var one in EventsOf(rows))
                calendar.Events.Add(one);
        }

        AddZones(calendar);
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalendarEvent EventOf(Appointment one)
    {
        var said = one.Response;
        var kind = Replies[$"Kind.{said.Kind.Replace(' ', '-')}"];
        return new CalendarEvent
        {
            Uid = $"{one.Id:D}@appointment.pawpal",
            DtStamp = new CalDateTime(said.CreatedAt.UtcDateTime),
            Sequence = said.Version - 1,
            DtStart = At(said.StartsAt, said.TimeZone),
            DtEnd = At(said.EndsAt, said.TimeZone),
            Summary = WithPets(said.Purpose ?? kind, one.Names),
            Location = said.Clinic,
            Description = said.Note,
        };
    }

    private static IEnumerable<CalendarEvent> EventsOf(NpgsqlDataReader row)
    {
        var zone = row.GetString(4);
        var starts = row.GetDateTime(2);
        var moved = row.GetFieldValue<DateTime[]>(9);
        var dues = row.GetFieldValue<DateTime[]>(10);
        var series = New(row, At(starts, zone));
        if (row.IsDBNull(3))
        {
            if (dues.Length > 0)
                series.DtStart = new CalDateTime(DateTime.SpecifyKind(dues[0], DateTimeKind.Utc));
            if (row.GetFieldValue<DateTime[]>(8).Length == 0)
                yield return series;
            yield break;
        }

        series.RecurrenceRule = RuleOf(Schedule.Of(starts, row.GetString(3)), zone);
        foreach (var skipped in row.GetFieldValue<DateTime[]>(8))
            series.ExceptionDates.Add(At(skipped, zone));
        yield return series;
        foreach (var (occurrence, due) in moved.Zip(dues))
        {
            var one = New(row, new CalDateTime(DateTime.SpecifyKind(due, DateTimeKind.Utc)));
            one.RecurrenceIdentifier = new RecurrenceIdentifier(At(occurrence, zone));
            yield return one;
        }
    }

    private static CalendarEvent New(NpgsqlDataReader row, CalDateTime start) => new()
    {
        Uid = $"{row.GetGuid(0):D}@reminder.pawpal",
        DtStamp = new CalDateTime(row.GetFieldValue<DateTime>(5)),
        Sequence = row.GetInt32(6) - 1,
        DtStart = start,
        Duration = Short,
        Summary = WithPets(row.GetString(1), row.GetFieldValue<string[]>(7)),
        Transparency = "TRANSPARENT",
    };

    // With a zone the end of a rule is told in UTC (RFC 5545, 3.3.10).
    private static RecurrencePattern RuleOf(Schedule schedule, string zone)
    {
        var rule = schedule.Rule!;
        var text = RuleText.Write(rule with { Until = null });
        if (rule.Until is not { } until)
            return new RecurrencePattern(text);
        var end = TimeZoneInfo.FindSystemTimeZoneById(zone).ToMoment(until);
        return new RecurrencePattern(
            text + string.Create(CultureInfo.InvariantCulture, $";UNTIL={end.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
    }

    private static CalDateTime At(DateTime wall, string zone) => IsUtc(zone)
        ? new CalDateTime(DateTime.SpecifyKind(wall, DateTimeKind.Utc))
        : new CalDateTime(wall, zone);

    private static bool IsUtc(string zone) => zone is "UTC" or "Etc/UTC";

    private static string WithPets(string what, IReadOnlyList<string> names) =>
        names.Count == 0 ? what : Replies["ForPets", what, Spoken.All(names)];

    private static void AddZones(Ical.Net.Calendar calendar)
    {
        var zones = calendar.Events
            .Where(one => one.DtStart is { IsUtc: false, TzId: not null })
            .GroupBy(one => one.DtStart!.TzId!, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal);
        foreach (var zone in zones)
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(
                zone.Key, zone.Min(one => one.DtStart!.Value), includeHistoricalData: true));
    }
}

using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Recurrences;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

/// <summary>A row of reminder with its pets.</summary>
internal sealed record Reminder(ReminderResponse Response, TimeSpan Early, DateTime? Next, IReadOnlyList<string> Names)
{
    /// <summary>Needs reminder as <c>r</c>.</summary>
    public const string Columns =
        """
        r.id, r.title, r.kind, r.starts_at, r.rule, r.time_zone, r.regimen_id, r.medication, r.assigned_to,
        r.escalate_after_minutes, r.escalate_to, r.note, r.state, r.next_due_at, r.created_at, r.version, r.early,
        r.next_occurrence,
        array(select rp.pet_id from reminder_pet rp join pet p on p.household_id = rp.household_id and p.id = rp.pet_id
            where rp.household_id = r.household_id and rp.reminder_id = r.id and p.archived_at is null
            order by p.created_at, p.id),
        array(select p.name from reminder_pet rp join pet p on p.household_id = rp.household_id and p.id = rp.pet_id
            where rp.household_id = r.household_id and rp.reminder_id = r.id and p.archived_at is null
            order by p.created_at, p.id)
        """;

    public Guid Id => Response.Id;

    public ZonedSchedule Schedule { get; } = new(
        Recurrences.Schedule.Of(Response.StartsAt, Response.Rule),
        TimeZoneInfo.FindSystemTimeZoneById(Response.TimeZone));

    public static Reminder Read(NpgsqlDataReader row)
    {
        var starts = row.GetDateTime(3);
        var rule = row.TextOrNull(4);
        return new Reminder(
            new ReminderResponse(
                row.GetGuid(0), row.GetString(1), row.GetString(2), starts, rule,
                RuleWords.Say(Recurrences.Schedule.Of(starts, rule)), row.GetString(5), row.GetFieldValue<Guid[]>(18),
                row.GuidOrNull(6), row.TextOrNull(7), row.GuidOrNull(8), row.Int32OrNull(9),
                row.GetFieldValue<Guid[]>(10), row.TextOrNull(11), row.GetString(12),
                row.MomentOrNull(13),
                row.GetFieldValue<DateTimeOffset>(14), row.GetInt32(15)),
            row.GetTimeSpan(16),
            row.IsDBNull(17) ? null : row.GetDateTime(17),
            row.GetFieldValue<string[]>(19));
    }
}

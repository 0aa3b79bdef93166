using System.Globalization;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Notifications;
using PawPal.Api.Recurrences;

namespace PawPal.Api.Reminders;

/// <summary>A claimed row: what is due, whom to tell, and whether it is done already.</summary>
/// <param name="Step">0 the first time, then one more each time that it is told again.</param>
internal sealed record DueReminder(
    Guid Id,
    HouseholdId Household,
    string Title,
    string Kind,
    string? Rule,
    DateTime Starts,
    string Zone,
    DateTime Occurrence,
    DateTimeOffset DueAt,
    int? EscalateAfterMinutes,
    int Carers,
    int Step,
    bool IsSettled,
    IReadOnlyList<string> Pets,
    IReadOnlyList<Guid> Told)
{
    private static readonly Sentences Replies = new("PawPal.Api.Reminders.Replies");

    /// <summary>
    /// The carers after the first, then the owners. Without a time to wait nobody else is told.
    /// </summary>
    public bool HasNextStep => EscalateAfterMinutes is not null && Step <= Carers;

    public static DueReminder Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new HouseholdId(row.GetGuid(1)),
        row.GetString(2),
        row.GetString(3),
        row.TextOrNull(4),
        row.GetDateTime(5),
        row.GetString(6),
        row.GetDateTime(7),
        row.GetFieldValue<DateTimeOffset>(8),
        row.Int32OrNull(9),
        row.GetInt32(10),
        row.GetInt32(11),
        row.GetBoolean(12),
        row.GetFieldValue<string[]>(13),
        row.GetFieldValue<Guid[]>(14));

    public ZonedSchedule Schedule() => new(
        Recurrences.Schedule.Of(Starts, Rule), TimeZoneInfo.FindSystemTimeZoneById(Zone));

    /// <summary>None when it is done, skipped or moved away.</summary>
    public IEnumerable<Notice> Notices()
    {
        if (IsSettled)
            return [];
        var clock = RuleWords.Clock(TimeZoneInfo.FindSystemTimeZoneById(Zone).ToWallTime(DueAt));
        var body = Pets.Count == 0 ? Replies["Due", clock] : Replies["DueFor", clock, Spoken.All(Pets)];
        // The same time, moved or snoozed, is told of again; the same round of it never.
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"reminder:{Id:N}:{Occurrence:yyyyMMddHHmm}:{DueAt.ToUnixTimeSeconds()}:{Step}");
        var title = Step == 0 ? Title : Replies["StillOpen", Title];
        // A dose is a matter of health: quiet hours do not hold it back.
        return Told.Select(account => new Notice(
            Household, new AccountId(account), Step == 0 ? "reminder.due" : "reminder.escalated", title, body, key,
            Link: "/", IsUrgent: Kind == ReminderKind.Medication));
    }
}

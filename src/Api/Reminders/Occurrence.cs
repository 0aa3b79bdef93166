using System.Globalization;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

/// <summary>What was said about one time of a reminder; most times have none of it.</summary>
internal sealed record OccurrenceMark(
    Guid Reminder,
    DateTime Occurrence,
    DateTimeOffset DueAt,
    bool IsMoved,
    string State,
    DateTimeOffset? At,
    string? By);

/// <summary>One time of a reminder, and when an act counts for it.</summary>
internal sealed record Occurrence(
    Reminder Reminder,
    DateTime Time,
    DateTimeOffset DueAt,
    DateTimeOffset Opens,
    DateTimeOffset Closes,
    OccurrenceMark? Mark)
{
    public const string Done = "done";
    public const string Skipped = "skipped";

    private const string Format = "yyyy-MM-dd'T'HH:mm";
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan NoEnd = TimeSpan.FromDays(3_660);
    private static readonly TimeSpan AfterMove = TimeSpan.FromHours(1);

    public DateTimeOffset? DoneAt { get; init; }

    public string? DoneBy { get; init; }

    public bool IsSettled => Mark?.State is Done or Skipped || DoneAt is not null;

    public string Name => NameOf(Time);

    public static string NameOf(DateTime time) => time.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateTime time) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
        && time.Year is >= 1900 and <= 2200;

    /// <param name="at">When the rule has it due.</param>
    public static Occurrence Of(Reminder reminder, DateTime time, DateTimeOffset at, OccurrenceMark? mark)
    {
        var due = mark is { IsMoved: true } ? mark.DueAt : at;
        var next = reminder.Schedule.Schedule.Rule is null ? null : reminder.Schedule.Following(time);
        var closes = next is { } following ? following.At - reminder.Early : at + NoEnd;
        var latest = mark is { IsMoved: true } ? due + AfterMove : closes;
        return new Occurrence(
            reminder, time, due, (due < at ? due : at) - reminder.Early, closes > latest ? closes : latest, mark);
    }

    public string StatusAt(DateTimeOffset now) => this switch
    {
        { Mark.State: Skipped } => Skipped,
        { IsSettled: true } => Done,
        _ when now < DueAt => "upcoming",
        _ when now >= Closes => "missed",
        _ when now < DueAt + Overdue => "due",
        _ => "overdue",
    };

    public OccurrenceResponse ToResponse(DateTimeOffset now) => new(
        Reminder.Id,
        Name,
        DueAt,
        Reminder.Response.Title,
        Reminder.Response.Kind,
        [.. Reminder.Response.PetIds.Zip(Reminder.Names, (id, name) => new OccurrencePet(id, name))],
        StatusAt(now),
        Mark?.State is Done or Skipped ? Mark.At : DoneAt,
        Mark?.State is Done or Skipped ? Mark.By : DoneBy,
        Reminder.Response.AssignedTo,
        Mark is { IsMoved: true });
}

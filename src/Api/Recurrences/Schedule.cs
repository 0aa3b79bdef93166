namespace PawPal.Api.Recurrences;

/// <summary>
/// When something comes up, in the wall time of its zone; wall times know no daylight saving, so each comes once.
/// </summary>
/// <remarks>Starts at its first time. The end is a wall time, never a number: a count is turned into one.</remarks>
internal sealed class Schedule
{
    private static readonly DateTime Never = new(2201, 1, 1);

    private readonly RecurrenceRule? _rule;
    private readonly SimpleRule? _simple;
    private readonly CalendarRule? _calendar;

    /// <param name="rule">Null for what comes up once.</param>
    public Schedule(DateTime start, RecurrenceRule? rule)
    {
        Start = start;
        _rule = rule;
        if (rule is { IsSimple: true })
            _simple = new SimpleRule(rule, start);
        else if (rule is not null)
            _calendar = new CalendarRule(rule, start);
    }

    public DateTime Start { get; }

    public RecurrenceRule? Rule => _rule;

    /// <summary>From what is stored; what was stored was checked by <see cref="ScheduleCheck"/>.</summary>
    public static Schedule Of(DateTime start, string? rule)
    {
        if (rule is null)
            return new Schedule(start, rule: null);
        return RuleParser.TryRead(rule, out var read) is null
            ? new Schedule(start, read)
            : throw new InvalidOperationException("A stored rule cannot be read.");
    }

    /// <summary>The first time after <paramref name="after"/>; null after the last.</summary>
    public DateTime? Next(DateTime after) => Within(_rule is null
        ? after < Start ? Start : null
        : _simple?.Next(after) ?? _calendar?.Next(after));

    /// <summary>The same where <paramref name="time"/> is itself a time of this schedule: costs less.</summary>
    public DateTime? Following(DateTime time) => Within(_rule is null
        ? null
        : _simple is not null ? _simple.Next(time) : _calendar!.Next(time, anchor: time));

    /// <summary>Times from <paramref name="from"/> on and before <paramref name="to"/>.</summary>
    public IEnumerable<DateTime> Between(DateTime from, DateTime to)
    {
        for (var next = Next(from.AddTicks(-1)); next < to; next = Following(next.Value))
            yield return next.Value;
    }

    private DateTime? Within(DateTime? time) =>
        time is { } found && found < Never && (_rule?.Until is not { } until || found <= until) ? found : null;
}

namespace PawPal.Understanding;

internal enum Meridiem
{
    Unsaid,
    Am,
    Pm,

    /// <summary>Noon, midnight, "19:30": nothing to choose.</summary>
    Fixed,
}

internal enum DayPart
{
    Morning,
    Lunchtime,
    Afternoon,
    Evening,
    Night,
    LastNight,
}

/// <summary>One said part of a time; the pieces of a clause are put together by <see cref="TimeResolver"/>.</summary>
internal abstract record TimePiece
{
    private TimePiece()
    {
    }

    /// <param name="Hour">0 to 23; null in "at half past", which takes the hour said before.</param>
    /// <param name="Number">What the number alone would be: "at seven" after "weighed in" is a weight.</param>
    public sealed record Clock(int? Hour, int Minute, Meridiem Meridiem, bool Approximate,
        decimal? Number = null) : TimePiece;

    public sealed record Part(DayPart Name) : TimePiece;

    /// <param name="Offset">Days from today; negative is past.</param>
    public sealed record Day(int Offset) : TimePiece;

    public sealed record Months(int Offset) : TimePiece;

    /// <param name="Weeks">0: the nearest; 1: "next Monday", in the week after this; "a week on Friday" is the nearest
    /// and <paramref name="Later"/> 1.</param>
    /// <param name="IsFollowing">"The following Monday": counted from the day said before it.</param>
    public sealed record Weekday(DayOfWeek Name, int Weeks = 0, int Later = 0, bool IsFollowing = false) : TimePiece;

    /// <param name="Month">Null: the most recent such day.</param>
    public sealed record Date(int DayOfMonth, int? Month, int? Year = null) : TimePiece;

    public sealed record MinutesAgo(decimal Minutes, bool Approximate) : TimePiece;

    /// <summary>"In two hours".</summary>
    public sealed record MinutesAhead(decimal Minutes, bool Approximate) : TimePiece;

    /// <summary>"This week", "next week", "last week".</summary>
    public sealed record Week(int Offset) : TimePiece;

    public sealed record Weekend(int Offset) : TimePiece;

    /// <summary>"This month", "next month".</summary>
    public sealed record CalendarMonth(int Offset) : TimePiece;

    /// <summary>"This year".</summary>
    public sealed record CalendarYear : TimePiece;

    /// <summary>"In June".</summary>
    public sealed record NamedMonth(int Month) : TimePiece;

    /// <summary>"The last three weeks", "the next ten days".</summary>
    /// <param name="Minutes">Of a length under a day, as it was said.</param>
    public sealed record Period(int Days, bool IsAhead, decimal? Minutes = null) : TimePiece;

    /// <summary>"Since Monday": from then to now.</summary>
    public sealed record Since(TimePiece Start) : TimePiece;

    /// <summary>"Every other day", "on Mondays".</summary>
    public sealed record Every(Recurrence Rule) : TimePiece;

    /// <summary>"For ten days" ends a recurrence.</summary>
    public sealed record Span(int Days) : TimePiece;

    /// <summary>"Until Sunday" ends a recurrence.</summary>
    public sealed record Until(TimePiece End) : TimePiece;

    /// <summary>"Starting on Monday".</summary>
    public sealed record Starting(TimePiece First) : TimePiece;

    /// <summary>"Just now": a time was said, and it is the present.</summary>
    public sealed record Recent : TimePiece;
}

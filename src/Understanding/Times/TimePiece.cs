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

    public sealed record Weekday(DayOfWeek Name) : TimePiece;

    /// <param name="Month">Null: the most recent such day.</param>
    public sealed record Date(int DayOfMonth, int? Month, int? Year = null) : TimePiece;

    public sealed record MinutesAgo(decimal Minutes, bool Approximate) : TimePiece;

    /// <summary>"Just now": a time was said, and it is the present.</summary>
    public sealed record Recent : TimePiece;
}

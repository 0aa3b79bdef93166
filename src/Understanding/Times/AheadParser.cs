namespace PawPal.Understanding;

/// <summary>Times ahead and stretches of time: "in two hours", "a week on Friday", "next month", "the last ten
/// days", "until Sunday".</summary>
internal static class AheadParser
{
    public static (TimePiece Piece, int End)? Read(Sentence s, int i) =>
        RecurrenceParser.Read(s, i) ?? ReadEnd(s, i) ?? ReadPeriod(s, i) ?? ReadIn(s, i) ?? ReadFromNow(s, i)
            ?? ReadWeekOn(s, i) ?? ReadRelative(s, i);

    // "until Sunday", "starting tomorrow", "since Monday", "for ten days"
    private static (TimePiece Piece, int End)? ReadEnd(Sentence s, int i)
    {
        if (s.Length(i, Cue.Until) is > 0 and var until && ReadDay(s, i + until) is { } end)
            return (new TimePiece.Until(end.Piece), end.End);
        if (s.Length(i, Cue.Starting) is > 0 and var starting && ReadDay(s, i + starting) is { } first)
            return (new TimePiece.Starting(first.Piece), first.End);
        if (s.Length(i, Cue.Since) is > 0 and var since && (ReadDay(s, i + since)
            ?? ReadMonth(s, i + since)) is { } start)
            return (new TimePiece.Since(start.Piece), start.End);
        if (s.Length(i, Cue.ForSpan) is not (> 0 and var lead)) return null;
        return Count(s, i + lead) is { } count && Days(s, count) is { } days
            && !(s.Is(days.End, Cue.WeekOn) && (s.Is(days.End + 1, Cue.Weekday) || s.Is(days.End + 1, Cue.DayWord)))
            ? (new TimePiece.Span(days.Days), days.End) : null;
    }

    private static (TimePiece Piece, int End)? ReadMonth(Sentence s, int i) =>
        s.Find(i, Cue.MonthName) is { Length: > 0 } month
            ? (new TimePiece.NamedMonth((int)NumberParser.Value(month)), i + month.Length) : null;

    private static (TimePiece Piece, int End)? ReadDay(Sentence s, int i) =>
        ReadIn(s, i) ?? ReadWeekOn(s, i) ?? ReadRelative(s, i) ?? TimeParser.ReadDayOrDate(s, i);

    // "the last three weeks", "over the past month", "the next ten days"
    private static (TimePiece Piece, int End)? ReadPeriod(Sentence s, int i)
    {
        var back = s.Length(i, Cue.PeriodBack);
        var on = s.Length(i, Cue.PeriodOn);
        if (back + on == 0) return null;
        var at = i + Math.Max(back, on);
        if (s.Is(at, Cue.Few)) at++;
        if (DurationParser.Read(s, at) is { } hours)
            return (new TimePiece.Period(WholeDays(hours.Minutes), on > back, hours.Minutes), hours.End);
        if (Count(s, at) is null && on > back) return null;
        var count = Count(s, at) ?? (1, at);
        return Days(s, count) is { } days ? (new TimePiece.Period(days.Days, on > back), days.End) : null;
    }

    private static int WholeDays(decimal minutes) => (int)Math.Clamp(Math.Ceiling(minutes / 1440), 1, 4000);

    // "in two hours", "in about three weeks"
    private static (TimePiece Piece, int End)? ReadIn(Sentence s, int i)
    {
        if (i < s.Count && s.Is(i, Cue.ForSpan) && s.Find(i + 1, Cue.MonthName) is { Length: > 0 } named
            && s.Length(i + 2, Cue.Ordinal) == 0
            && (i + 2 >= s.Count || !s[i + 2].IsNumber))
            return (new TimePiece.NamedMonth((int)NumberParser.Value(named)), i + 2);
        if (s.Length(i, Cue.In) is not (> 0 and var lead)) return null;
        var approx = s.Length(i + lead, Cue.Approx);
        var at = i + lead + approx;
        if (DurationParser.Read(s, at) is { } duration)
            return (new TimePiece.MinutesAhead(duration.Minutes, approx > 0),
                duration.End + s.Length(duration.End, Cue.FromNow));
        if (Count(s, at) is { } count && Calendar(s, count, 1) is { } calendar)
            return (calendar.Piece, calendar.End + s.Length(calendar.End, Cue.FromNow));
        return s.Find(at, Cue.MonthName) is { Length: > 0 } month && !s.Is(at + 1, Cue.Modal)
            ? (new TimePiece.NamedMonth((int)NumberParser.Value(month)), at + month.Length) : null;
    }

    // "two hours from now", "three days from today"
    private static (TimePiece Piece, int End)? ReadFromNow(Sentence s, int i)
    {
        if (DurationParser.Read(s, i) is { } duration)
            return s.Length(duration.End, Cue.FromNow) is > 0 and var now
                ? (new TimePiece.MinutesAhead(duration.Minutes, false), duration.End + now) : null;
        return Count(s, i) is { } count && Calendar(s, count, 1) is { } calendar
            && s.Length(calendar.End, Cue.FromNow) is > 0 and var from
            ? (calendar.Piece, calendar.End + from) : null;
    }

    // "a week on Friday", "two weeks today", "Friday week"
    private static (TimePiece Piece, int End)? ReadWeekOn(Sentence s, int i)
    {
        var on = s.Is(i, Cue.On) ? i + 1 : i;
        if (s.Find(on, Cue.Weekday) is { Length: > 0 } named
            && s.Find(on + named.Length, Cue.DayUnit) is { Length: > 0 } w
            && NumberParser.Value(w) == 7)
            return (new TimePiece.Weekday(Day(named), 0, 1), on + named.Length + w.Length);
        if (Count(s, i) is not { } count || s.Find(count.End, Cue.DayUnit) is not { Length: > 0 } unit) return null;
        if (NumberParser.Value(unit) < 7) return null;
        var days = (int)Math.Min(count.Value * NumberParser.Value(unit), 400);
        var at = count.End + unit.Length;
        var lead = s.Length(at, Cue.WeekOn);
        if (s.Find(at + lead, Cue.Weekday) is { Length: > 0 } weekday && lead > 0)
            return (new TimePiece.Weekday(Day(weekday), 0, days / 7), at + lead + weekday.Length);
        return s.Find(at + lead, Cue.DayWord) is { Length: > 0 } day && NumberParser.Value(day) >= 0
            ? (new TimePiece.Day(days + (int)NumberParser.Value(day)), at + lead + day.Length) : null;
    }

    // "next week", "this month", "next Monday", "the following Tuesday", "at the weekend"
    private static (TimePiece Piece, int End)? ReadRelative(Sentence s, int i)
    {
        if (s.Find(i, Cue.RelativeWeek) is { Length: > 0 } week)
            return (new TimePiece.Week((int)NumberParser.Value(week)), i + week.Length);
        if (s.Find(i, Cue.RelativeWeekend) is { Length: > 0 } weekend)
            return (new TimePiece.Weekend((int)NumberParser.Value(weekend)), i + weekend.Length);
        if (s.Find(i, Cue.RelativeMonth) is { Length: > 0 } month)
            return (new TimePiece.CalendarMonth((int)NumberParser.Value(month)), i + month.Length);
        if (s.Length(i, Cue.ThisYear) is > 0 and var year) return (new TimePiece.CalendarYear(), i + year);
        var at = s.Is(i, Cue.On) ? i + 1 : i;
        if (s.Length(at, Cue.Following) is > 0 and var following
            && s.Find(at + following, Cue.Weekday) is { Length: > 0 } after)
            return (new TimePiece.Weekday(Day(after), 0, 0, true), at + following + after.Length);
        return s.Length(at, Cue.NextWord) is > 0 and var next && s.Find(at + next, Cue.Weekday) is { Length: > 0 } day
            ? (new TimePiece.Weekday(Day(day), 1), at + next + day.Length) : null;
    }

    private static DayOfWeek Day(Match weekday) => (DayOfWeek)(int)NumberParser.Value(weekday);

    public static (decimal Value, int End)? Count(Sentence s, int at) =>
        NumberParser.Read(s, at) ?? (s.Is(at, Cue.Article) ? (1, at + 1) : null);

    private static (int Days, int End)? Days(Sentence s, (decimal Value, int End) count)
    {
        if (count.Value is < 0 or > 1000) return null;
        if (s.Find(count.End, Cue.DayUnit) is { Length: > 0 } unit)
            return ((int)Math.Ceiling(count.Value * NumberParser.Value(unit)), count.End + unit.Length);
        return s.Find(count.End, Cue.MonthUnit) is { Length: > 0 } months
            ? (DaysOf(count.Value * NumberParser.Value(months)), count.End + months.Length) : null;
    }

    private static int DaysOf(decimal months) =>
        (int)(months % 12 == 0 ? months / 12 * 365 : Math.Round(months * 30.4m, MidpointRounding.ToZero));

    /// <param name="sign">-1 for what lies back.</param>
    public static (TimePiece Piece, int End)? Calendar(Sentence s, (decimal Value, int End) count, int sign)
    {
        if (count.Value is < 0 or > 1000) return null;
        if (s.Find(count.End, Cue.DayUnit) is { Length: > 0 } unit)
            return (new TimePiece.Day(sign * (int)(count.Value * NumberParser.Value(unit))), count.End + unit.Length);
        return s.Find(count.End, Cue.MonthUnit) is { Length: > 0 } months
            ? (new TimePiece.Months(sign * (int)(count.Value * NumberParser.Value(months))), count.End + months.Length)
            : null;
    }
}

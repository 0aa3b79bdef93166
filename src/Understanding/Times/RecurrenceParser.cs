namespace PawPal.Understanding;

/// <summary>"Every other day", "twice a day", "on Mondays and Thursdays", "the first Monday of the month".</summary>
internal static class RecurrenceParser
{
    private static readonly string[] DayCodes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public static (TimePiece Piece, int End)? Read(Sentence s, int i) =>
        (ReadEvery(s, i) ?? ReadTimesPer(s, i) ?? ReadPlural(s, i) ?? ReadOfMonth(s, i) ?? ReadFrequency(s, i))
            is { } rule
            ? (new TimePiece.Every(rule.Rule), rule.End)
            : null;

    // "daily", "every day" in one word
    private static (Recurrence Rule, int End)? ReadFrequency(Sentence s, int i)
    {
        // "One pill a day"
        if (s.Is(i, Cue.Per) && i > 0 && (s.Is(i - 1, Cue.DoseUnit) || s.Is(i - 1, Cue.FoodMeasure))
            && s.Find(i + 1, Cue.DayUnit) is { Length: > 0 } unit && NumberParser.Value(unit) == 1)
            return (new("DAILY"), i + 1 + unit.Length);
        var word = s.Find(i, Cue.Frequency);
        if (word.Length == 0) return null;
        var parts = word.Value.Split(' ');
        var part = parts.Length > 2 ? Enum.Parse<DayPart>(parts[2], ignoreCase: true) : (DayPart?)null;
        var days = word.Value.Split(' ') is [_, _, "weekdays"] ? Weekdays : null;
        return (new(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), days,
            Part: days is null ? part : null), i + word.Length);
    }

    private static IReadOnlyList<string> Weekdays => ["MO", "TU", "WE", "TH", "FR"];

    private static (Recurrence Rule, int End)? ReadEvery(Sentence s, int i)
    {
        var lead = s.Is(i, Cue.On) ? i + 1 : i;
        var every = s.Length(lead, Cue.Every);
        if (every == 0) return null;
        var (interval, at) = ReadInterval(s, lead + every);
        if (interval == 1 && ReadNth(s, at) is { } nth) return nth;
        return ReadUnit(s, at, interval) ?? ReadNthAfterOrdinal(s, lead + every);
    }

    // "every first Monday"
    private static (Recurrence Rule, int End)? ReadNthAfterOrdinal(Sentence s, int at)
    {
        if (Nth(s, at) is not { } nth || s.Find(nth.End, Cue.Weekday) is not { Length: > 0 } day) return null;
        return (new("MONTHLY", ByDay: [nth.Value + Code(day)]), SkipOfMonth(s, nth.End + day.Length));
    }

    private static (int Interval, int At) ReadInterval(Sentence s, int at)
    {
        if (s.Length(at, Cue.EveryOther) is > 0 and var other) return (2, at + other);
        if (s.Find(at, Cue.Ordinal) is { Length: > 0 } ordinal
            && NumberParser.Value(ordinal) is >= 2 and <= 10 and var n
            && (HasPeriod(s, at + ordinal.Length) || s.Is(at + ordinal.Length, Cue.Weekday)))
            return ((int)n, at + ordinal.Length);
        return NumberParser.Read(s, at) is { } number && number.Value is >= 1 and <= 1000
            && number.Value == Math.Floor(number.Value)
            ? ((int)number.Value, s.Is(number.End, Cue.OrdinalSuffix) ? number.End + 1 : number.End)
            : (1, at);
    }

    private static bool HasPeriod(Sentence s, int at) => s.Is(at, Cue.DayUnit) || s.Is(at, Cue.MonthUnit)
        || s.Is(at, Cue.HourUnit) || s.Is(at, Cue.MinuteUnit) || s.Is(at, Cue.PartOfDay);

    private static (Recurrence Rule, int End)? ReadUnit(Sentence s, int at, int interval)
    {
        if (s.Find(at, Cue.DayGroup) is { Length: > 0 } group)
            return (new("WEEKLY", interval, group.Value.Split(' ')), at + group.Length);
        if (s.Is(at, Cue.HourUnit)) return (new("HOURLY", interval), at + 1);
        if (s.Is(at, Cue.MinuteUnit)) return (new("MINUTELY", interval), at + 1);
        if (s.Find(at, Cue.Weekday) is { Length: > 0 } && ReadDays(s, at, Cue.Weekday) is { } days)
        {
            var part = s.Find(days.End, Cue.PartOfDay);
            return (new("WEEKLY", interval, days.Codes, Part: PartOf(part)), days.End + part.Length);
        }

        if (s.Find(at, Cue.PartOfDay) is { Length: > 0 } partOfDay)
            return (new("DAILY", interval, Part: PartOf(partOfDay)), at + partOfDay.Length);
        if (s.Find(at, Cue.DayUnit) is { Length: > 0 } unit) return (OfDays(unit, interval), at + unit.Length);
        if (s.Find(at, Cue.MonthUnit) is { Length: > 0 } months)
            return OnDayOf(s, OfMonths(months, interval), at + months.Length);
        return s.Find(at, Cue.MonthName) is { Length: > 0 } month
            ? (new("YEARLY", interval, Month: (int)NumberParser.Value(month), MonthDay: 1), at + month.Length)
            : null;
    }

    // "Every month on the 3rd", "every two months on the last Friday"
    private static (Recurrence Rule, int End) OnDayOf(Sentence s, Recurrence rule, int end)
    {
        var on = s.Is(end, Cue.On) ? end + 1 : end;
        var the = s.Is(on, Cue.The) ? on + 1 : on;
        if (the == end || rule.Frequency is not "MONTHLY" || Nth(s, the) is not { } nth) return (rule, end);
        return s.Find(nth.End, Cue.Weekday) is { Length: > 0 } weekday
            ? (rule with { ByDay = [nth.Value + Code(weekday)] }, nth.End + weekday.Length)
            : (rule with { MonthDay = nth.Value }, nth.End);
    }

    private static Recurrence OfDays(Match unit, int interval) => NumberParser.Value(unit) switch
    {
        1 => new("DAILY", interval),
        14 => new("WEEKLY", interval * 2),
        _ => new("WEEKLY", interval),
    };

    private static Recurrence OfMonths(Match unit, int interval) =>
        NumberParser.Value(unit) == 1 ? new("MONTHLY", interval) : new("YEARLY", interval);

    private static DayPart? PartOf(Match part) =>
        part.Length == 0 ? null : Enum.Parse<DayPart>(part.Value, ignoreCase: true);

    // "twice a day", "three times daily", "once every two weeks"
    private static (Recurrence Rule, int End)? ReadTimesPer(Sentence s, int i)
    {
        int times, at;
        if (s.Find(i, Cue.TimesWord) is { Length: > 0 } word) (times, at) = ((int)NumberParser.Value(word),
            i + word.Length);
        else if (NumberParser.ReadWhole(s, i) is { } number && number.Value is >= 1 and <= 24
            && s.Is(number.End, Cue.TimesNoun))
            (times, at) = ((int)number.Value, number.End + 1);
        else return null;
        if (ReadFrequency(s, at) is { } frequency) return (frequency.Rule with { Times = times }, frequency.End);
        if (ReadEvery(s, at) is { } every) return (every.Rule with { Times = times }, every.End);
        if (!s.Is(at, Cue.Article) && !s.Is(at, Cue.Per)) return null;
        return ReadUnit(s, at + 1, 1) is { } unit ? (unit.Rule with { Times = times }, unit.End) : null;
    }

    // "Mondays and Thursdays", "on weekdays", "at weekends"
    private static (Recurrence Rule, int End)? ReadPlural(Sentence s, int i)
    {
        var at = s.Is(i, Cue.On) || s.Is(i, Cue.At) ? i + 1 : i;
        if (s.Find(at, Cue.DayGroupPlural) is { Length: > 0 } group)
            return (new("WEEKLY", 1, group.Value.Split(' ')), at + group.Length);
        return ReadDays(s, at, Cue.WeekdayPlural) is { } days ? (new("WEEKLY", 1, days.Codes), days.End) : null;
    }

    private static (List<string> Codes, int End)? ReadDays(Sentence s, int at, Cue cue)
    {
        var codes = new List<string>();
        var end = at;
        for (var next = at; s.Find(next, cue) is { Length: > 0 } day;)
        {
            codes.Add(Code(day));
            end = next + day.Length;
            next = end;
            while (next < s.Count && (s[next].IsMark || s.Is(next, Cue.And))) next++;
            if (next == end) break;
        }

        return codes.Count == 0 ? null : (codes, end);
    }

    // "the first of the month", "on the last Friday of every month", "the 15th of each month"
    private static (Recurrence Rule, int End)? ReadOfMonth(Sentence s, int i)
    {
        var at = s.Is(i, Cue.On) ? i + 1 : i;
        return s.Is(at, Cue.The) ? ReadNth(s, at + 1) : at == i ? ReadNth(s, at) : null;
    }

    private static (Recurrence Rule, int End)? ReadNth(Sentence s, int at)
    {
        if (Nth(s, at) is not { } nth) return null;
        if (s.Find(nth.End, Cue.Weekday) is { Length: > 0 } weekday)
        {
            var end = nth.End + weekday.Length;
            return SkipOfMonth(s, end) is var after && after > end
                ? (new("MONTHLY", ByDay: [nth.Value + Code(weekday)]), after) : null;
        }

        var day = s.Find(nth.End, Cue.DayUnit) is { Length: > 0 } unit && NumberParser.Value(unit) == 1
            ? nth.End + unit.Length : nth.End;
        return SkipOfMonth(s, day) is var past && past > day
            ? (new("MONTHLY", MonthDay: nth.Value), past) : null;
    }

    private static (int Value, int End)? Nth(Sentence s, int at)
    {
        if (s.Is(at, Cue.Last)) return (-1, at + 1);
        if (s.Find(at, Cue.Ordinal) is { Length: > 0 } ordinal)
            return ((int)NumberParser.Value(ordinal), at + ordinal.Length);
        return at < s.Count && s[at].IsNumber && s.Is(at + 1, Cue.OrdinalSuffix) && s[at].Value is >= 1 and <= 31
            ? ((int)s[at].Value, at + 2) : null;
    }

    private static int SkipOfMonth(Sentence s, int at) => at + s.Length(at, Cue.OfMonth);

    private static string Code(Match day) => DayCodes[(int)NumberParser.Value(day)];
}

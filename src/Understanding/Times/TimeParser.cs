namespace PawPal.Understanding;

/// <summary>Finds pieces of time in a sentence. Clock times stand in <see cref="ClockParser"/>.</summary>
internal static class TimeParser
{
    public static (TimePiece Piece, int End)? Read(Sentence s, int i)
    {
        var recent = s.Length(i, Cue.Recently);
        if (recent > 0 && s.LongestAt(i) == recent) return (new TimePiece.Recent(), i + recent);
        return AheadParser.Read(s, i) ?? ReadAgo(s, i) ?? ReadDay(s, i) ?? ReadDate(s, i) ?? ReadPart(s,
            i) ?? ClockParser.Read(s, i);
    }

    /// <summary>A day without a time of day.</summary>
    public static (TimePiece Piece, int End)? ReadDayOrDate(Sentence s, int i) => ReadDay(s, i) ?? ReadDate(s, i);

    // German "vor zwei Stunden" has its "ago" in front.
    private static (TimePiece Piece, int End)? ReadAgoBefore(Sentence s, int i)
    {
        if (!s.Is(i, Cue.AgoLead)) return null;
        var at = i + 1 + s.Length(i + 1, Cue.Approx);
        if (DurationParser.Read(s, at) is { } duration)
            return (new TimePiece.MinutesAgo(duration.Minutes, at > i + 1), duration.End);
        return AheadParser.Count(s, at) is { } count ? AheadParser.Calendar(s, count, -1) : null;
    }

    private static (TimePiece Piece, int End)? ReadAgo(Sentence s, int i)
    {
        if (ReadAgoBefore(s, i) is { } before) return before;
        var approx = s.Length(i, Cue.Approx);
        var at = i + approx;
        if (DurationParser.Read(s, at) is { } duration)
        {
            var ish = s.Length(duration.End, Cue.Ish);
            var ago = duration.End + ish;
            return s.Is(ago, Cue.Ago)
                ? (new TimePiece.MinutesAgo(duration.Minutes, approx + ish > 0), ago + s.Length(ago, Cue.Ago))
                : null;
        }

        return AheadParser.Count(s, at) is { } count && AheadParser.Calendar(s, count, -1) is { } calendar
            && s.Length(calendar.End, Cue.Ago) is > 0 and var said
            ? (calendar.Piece, calendar.End + said) : null;
    }

    private static (TimePiece Piece, int End)? ReadDay(Sentence s, int i)
    {
        if (s.Find(i, Cue.LastNight) is { Length: > 0 } lastNight)
            return (new TimePiece.Part(DayPart.LastNight), i + lastNight.Length);
        // "Heute morgen" is a part of today, not today and tomorrow.
        if (s.Find(i, Cue.DayWord) is { Length: > 0 } day && day.Length >= s.Length(i, Cue.PartOfDay))
            return (new TimePiece.Day((int)NumberParser.Value(day)), i + day.Length);
        if (ReadWeekday(s, i, i) is { } bare && s[i].Text.Length > 4) return bare;
        var isLed = s.Is(i, Cue.On) || s.Is(i, Cue.Last) || s.Is(i, Cue.This);
        return isLed ? ReadWeekday(s, i, s.Is(i + 1, Cue.Last) ? i + 2 : i + 1) : null;
    }

    private static (TimePiece Piece, int End)? ReadWeekday(Sentence s, int start, int at) =>
        s.Find(at, Cue.Weekday) is { Length: > 0 } weekday && start <= at
            ? (new TimePiece.Weekday((DayOfWeek)(int)NumberParser.Value(weekday)), at + weekday.Length)
            : null;

    // "on the fifth", "the fifth of march", "march the fifth", "5 march", "3rd of march"
    private static (TimePiece Piece, int End)? ReadDate(Sentence s, int i)
    {
        var led = s.Is(i, Cue.On) ? i + 1 : i;
        if (led < s.Count && s[led].IsNumber && ReadFigures(s[led].Text, led > i) is { } figures)
            return (figures, led + 1);
        var month = s.Find(led, Cue.MonthName);
        if (month.Length > 0 && ReadDayNumber(s, SkipThe(s, led + 1), true) is { } after)
            return (new TimePiece.Date(after.Day, (int)NumberParser.Value(month)), after.End);
        var the = SkipThe(s, led);
        if (ReadDayNumber(s, the, false) is not { } day) return null;
        var at = s.Is(day.End, Cue.Of) ? day.End + 1 : day.End;
        month = s.Find(at, Cue.MonthName);
        if (month.Length > 0) return (new TimePiece.Date(day.Day, (int)NumberParser.Value(month)), at + 1);
        var isAlone = led > i || s[the].IsNumber || day.End == s.Count || s[day.End].IsMark || s.Is(day.End, Cue.At)
            || s.Is(day.End, Cue.To) || s.Is(day.End, Cue.Filler) || s.Is(day.End, Cue.PartOfDay);
        return isAlone && the > led && day.IsOrdinal ? (new TimePiece.Date(day.Day, null), day.End) : null;
    }

    // "on 20/3", "20/3/2026"; "1/2" alone is a half.
    private static TimePiece.Date? ReadFigures(string text, bool isLed)
    {
        var parts = text.Split('/', '.');
        if (parts.Length is < 2 or > 3 || (parts.Length == 2
            && (!isLed || !text.Contains('/', StringComparison.Ordinal))))
            return null;
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        if (!int.TryParse(parts[0], culture, out var day) || !int.TryParse(parts[1], culture, out var month))
            return null;
        if (day is < 1 or > 31 || month is < 1 or > 12) return null;
        if (parts.Length == 2) return new(day, month);
        return int.TryParse(parts[2], culture, out var year) && year is (>= 20 and < 100) or (>= 2020 and < 2100)
            ? new(day, month, year < 100 ? year + 2000 : year) : null;
    }

    private static int SkipThe(Sentence s, int at) => s.Is(at, Cue.The) ? at + 1 : at;

    private static (int Day, int End, bool IsOrdinal)? ReadDayNumber(Sentence s, int at, bool words)
    {
        if (s.Find(at, Cue.Ordinal) is { Length: > 0 } ordinal)
            return ((int)NumberParser.Value(ordinal), at + ordinal.Length, true);
        if (at >= s.Count || (!s[at].IsNumber && !words)) return null;
        if (NumberParser.ReadWhole(s, at) is not { } number || number.Value is < 1 or > 31) return null;
        if (number.Value != Math.Floor(number.Value)) return null;
        var isOrdinal = s.Is(number.End, Cue.OrdinalSuffix);
        return ((int)number.Value, isOrdinal ? number.End + 1 : number.End, isOrdinal);
    }

    private static (TimePiece Piece, int End)? ReadPart(Sentence s, int i) =>
        s.Find(i, Cue.PartOfDay) is { Length: > 0 } part
            ? (new TimePiece.Part(Enum.Parse<DayPart>(part.Value, ignoreCase: true)), i + part.Length)
            : null;
}

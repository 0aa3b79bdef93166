namespace PawPal.Understanding;

/// <summary>Clock times: "6:15 pm", "at seven", "half six", "twenty past four", "noon", "0730".</summary>
internal static class ClockParser
{
    public static (TimePiece Piece, int End)? Read(Sentence s, int i)
    {
        var lead = s.Length(i, Cue.Approx);
        var isApproximate = lead > 0;
        var isLed = isApproximate;
        if (lead == 0 && s.Is(i, Cue.At)) (lead, isLed) = (s.Length(i, Cue.At), true);
        if (isLed && s.Length(i + lead, Cue.Approx) is > 0 and var approx) (lead, isApproximate) = (lead + approx,
            true);
        var at = i + lead;
        if (at >= s.Count) return null;
        if (ReadBody(s, at, isLed) is not { } clock) return null;
        var ish = s.Length(clock.End, Cue.Ish);
        return (clock.Piece with { Approximate = isApproximate || ish > 0 }, clock.End + ish);
    }

    private static (TimePiece.Clock Piece, int End)? ReadBody(Sentence s, int at, bool isLed)
    {
        if (s.Find(at, Cue.FixedClock) is { Length: > 0 } named)
            return (new((int)NumberParser.Value(named), 0, Meridiem.Fixed, false), at + named.Length);
        return ReadPastOrTo(s, at, isLed) ?? ReadHalfHour(s, at, isLed) ?? ReadDigits(s, at, isLed) ?? ReadHour(s,
            at, isLed);
    }

    // "quarter past seven", "twenty five minutes to nine", "half past"
    private static (TimePiece.Clock Piece, int End)? ReadPastOrTo(Sentence s, int at, bool isLed)
    {
        int minutes, next;
        var start = s.Is(at, Cue.Article) ? at + 1 : at;
        if (s.Find(start, Cue.Fraction) is { Length: > 0 } fraction && NumberParser.Value(fraction) is 0.5m or 0.25m)
            (minutes, next) = ((int)(NumberParser.Value(s.Find(start, Cue.Fraction)) * 60), start + 1);
        else if (NumberParser.ReadWhole(s, at) is { } number && number.Value is > 0 and < 30
            && number.Value == Math.Floor(number.Value))
            (minutes, next) = ((int)number.Value, number.End);
        else return null;
        // "From six to seven" is no minute's count; "five to seven" is.
        if (s.Is(next, Cue.MinuteUnit)) next++;
        else if (minutes % 5 != 0 && !s.Is(next, Cue.Past)) return null;
        var isPast = s.Is(next, Cue.Past);
        if (!isPast && (!s.Is(next, Cue.To) || minutes == 30)) return null;
        var hourAt = next + 1;
        if (s.Find(hourAt, Cue.FixedClock) is { Length: > 0 } named)
            return (At((int)NumberParser.Value(named), minutes, isPast, Meridiem.Fixed), hourAt + named.Length);
        if (Hour(s, hourAt) is { } hour && !IsUnit(s, hour.End))
        {
            var (meridiem, end) = ReadMeridiem(s, hour.End);
            return (At(hour.Value, minutes, isPast, meridiem), end);
        }

        var isHalfAlone = minutes is 30 or 15 && isPast && (isLed || minutes == 30);
        return isHalfAlone ? (new(null, minutes, Meridiem.Unsaid, false), next + 1) : null;
    }

    private static TimePiece.Clock At(int hour, int minutes, bool isPast, Meridiem meridiem) =>
        isPast ? new(hour, minutes, meridiem, false) : new((hour + 23) % 24 is 0 ? 12 : (hour + 23) % 24, 60 - minutes,
            meridiem is Meridiem.Fixed && hour == 0 ? Meridiem.Fixed : meridiem, false);

    // British "half six" is 6:30; "half two cups" is no time.
    private static (TimePiece.Clock Piece, int End)? ReadHalfHour(Sentence s, int at, bool isLed)
    {
        // German "halb acht" is half an hour before eight.
        if (s.Is(at, Cue.HalfTo) && Hour(s, at + 1) is { Value: >= 1 and <= 12 } next && !IsUnit(s, next.End))
        {
            var (when, after) = ReadMeridiem(s, next.End);
            return (At(next.Value, 30, false, when), after);
        }

        if (s.Find(at, Cue.Fraction) is not { Length: > 0 } half || NumberParser.Value(half) != 0.5m) return null;
        if (Hour(s, at + 1) is not { Value: >= 1 and <= 12 } hour || IsUnit(s, hour.End)) return null;
        var isEnd = hour.End >= s.Count || s[hour.End].IsMark || s.Is(hour.End, Cue.And)
            || s.Is(hour.End, Cue.PartOfDay) || s.Is(hour.End, Cue.Filler);
        if (!isLed && !isEnd) return null;
        var (meridiem, end) = ReadMeridiem(s, hour.End);
        return (new(hour.Value, 30, meridiem, false), end);
    }

    // "6:15", "7.30", "0730", "1930"
    private static (TimePiece.Clock Piece, int End)? ReadDigits(Sentence s, int at, bool isLed)
    {
        if (!s[at].IsNumber) return null;
        var text = s[at].Text;
        var split = text.IndexOfAny([':', '.']);
        var (meridiem, end) = ReadMeridiem(s, at + 1);
        if (split is 1 or 2 && text.Length - split == 3)
        {
            var isTime = text[split] == ':' || ((isLed || end > at + 1) && !IsUnit(s, at + 1));
            return isTime ? Digits(text[..split], text[(split + 1)..], meridiem, end) : null;
        }

        if (text.Length is not (3 or 4) || split >= 0 || !text.All(char.IsAsciiDigit) || IsUnit(s, at + 1)) return null;
        var isFour = isLed || text[0] == '0' || end > at + 1;
        return isFour ? Digits(text[..^2], text[^2..], meridiem, end) : null;
    }

    private static (TimePiece.Clock Piece, int End)? Digits(string hourText, string minuteText, Meridiem meridiem,
        int end)
    {
        if (!TryDigits(hourText, out var hour) || !TryDigits(minuteText, out var minute)) return null;
        if (hour > 23 || minute > 59) return null;
        if (hour is 0 or > 12 || (hourText.Length == 2 && hourText[0] == '0')) meridiem = Fixed(meridiem);
        return (new(hour, minute, meridiem, false), end);
    }

    private static bool TryDigits(string text, out int value) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out value);

    private static Meridiem Fixed(Meridiem said) => said == Meridiem.Unsaid ? Meridiem.Fixed : said;

    // "at seven", "seven pm", "seven o'clock", "at seven thirty"
    private static (TimePiece.Clock Piece, int End)? ReadHour(Sentence s, int at, bool isLed)
    {
        if (Hour(s, at) is not { } hour) return null;
        // "Sieben Uhr dreißig"
        var oClock = s.Length(hour.End, Cue.OClock);
        var minute = Minute(s, hour.End) ?? (oClock > 0 ? Minute(s, hour.End + oClock) : null);
        var afterMinute = minute?.End ?? hour.End;
        var (meridiem, end) = ReadMeridiem(s, afterMinute);
        var isMarked = end > afterMinute;
        if (!isMarked && IsUnit(s, afterMinute)) return null;
        if (!isMarked && IsUnit(s, hour.End)) return null;
        var isPaired = minute is not null && TimeFollows(s, afterMinute);
        var ish = s.Is(end, Cue.Ish) && isLed;
        if (!isLed && !isMarked && !isPaired && !ish) return null;
        if (hour.Value is 0 or > 12) meridiem = Fixed(meridiem);
        decimal? number = minute is null && !isMarked ? hour.Value : null;
        return (new(hour.Value, minute?.Value ?? 0, meridiem, false, number), end);
    }

    private static bool TimeFollows(Sentence s, int at) =>
        s.Is(at, Cue.PartOfDay) || s.Is(at, Cue.LastNight) || s.Is(at, Cue.DayWord);

    private static (int Value, int End)? Minute(Sentence s, int at)
    {
        if (s.Find(at, Cue.NumberWord) is not { Length: > 0 } first) return null;
        if (NumberParser.Value(first) == 0)
            return s.Find(at + 1, Cue.NumberWord) is { Length: > 0 } unit && NumberParser.Value(unit) is > 0 and < 10
                ? ((int)NumberParser.Value(unit), at + 2)
                : null;
        return NumberParser.ReadWhole(s, at) is { Value: >= 10 and < 60 } minutes
            ? ((int)minutes.Value, minutes.End) : null;
    }

    private static (int Value, int End)? Hour(Sentence s, int at)
    {
        if (at >= s.Count) return null;
        if (s[at].IsNumber)
            return s[at].Value is >= 0 and < 24
                && s[at].Text.All(char.IsAsciiDigit) ? ((int)s[at].Value, at + 1) : null;
        return s.Find(at, Cue.NumberWord) is { Length: > 0 } word && NumberParser.Value(word) is >= 1 and <= 12
            ? ((int)NumberParser.Value(word), at + 1)
            : null;
    }

    private static (Meridiem Meridiem, int End) ReadMeridiem(Sentence s, int at)
    {
        var oClock = s.Length(at, Cue.OClock);
        var after = at + oClock;
        if (s.Length(after, Cue.Am) is > 0 and var am) return (Meridiem.Am, after + am);
        return s.Length(after, Cue.Pm) is > 0 and var pm ? (Meridiem.Pm, after + pm) : (Meridiem.Unsaid, after);
    }

    private static bool IsUnit(Sentence s, int at)
    {
        if (s.Is(at, Cue.MeasureAdjective)) at++;
        return s.Is(at, Cue.MassUnit) || s.Is(at, Cue.FoodMeasure) || s.Is(at, Cue.DoseUnit)
            || s.Is(at, Cue.DistanceUnit)
            || s.Is(at, Cue.MinuteUnit) || s.Is(at, Cue.HourUnit) || s.Is(at, Cue.SecondUnit) || s.Is(at, Cue.DayUnit)
            || s.Is(at, Cue.MonthUnit) || s.Is(at, Cue.Point) || s.Is(at, Cue.Fraction)
                || NumberParser.ReadAndAHalf(s, at) is not null;
    }
}

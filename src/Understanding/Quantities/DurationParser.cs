namespace PawPal.Understanding;

/// <summary>Lengths of time up to a day: "an hour and a quarter", "one hour twenty", "1h30".</summary>
internal static class DurationParser
{
    public static (decimal Minutes, int End)? Read(Sentence s, int i)
    {
        if (ReadCount(s, i) is not { } count) return null;
        var at = s.Is(count.End, Cue.MeasureAdjective) ? count.End + 1 : count.End;
        if (s.Is(at, Cue.HourUnit)) return ReadHours(s, count.Value, at + 1);
        if (s.Is(at, Cue.MinuteUnit))
        {
            var half = NumberParser.ReadAndAHalf(s, at + 1);
            return (count.Value + (half?.Value ?? 0), half?.End ?? at + 1);
        }

        return s.Is(at, Cue.SecondUnit) && count.Value > 1 ? (count.Value / 60, at + 1) : null;
    }

    private static (decimal Value, int End)? ReadCount(Sentence s, int i)
    {
        if (NumberParser.Read(s, i) is { } number)
            return s.Is(number.End, Cue.RangeSign) && NumberParser.Read(s, number.End + 1) is { } upper
                && upper.Value > number.Value && (s.Is(upper.End, Cue.MinuteUnit) || s.Is(upper.End, Cue.HourUnit))
                ? ((number.Value + upper.Value) / 2, upper.End) : number;
        if (s.Is(i, Cue.Article)) return (1, i + 1);
        return s.Is(i, Cue.HourUnit) && s[i].Text.Length > 2 && (s.Is(i + 1, Cue.And)
            || s.Is(i + 1, Cue.LongWord)) ? (1, i) : null;
    }

    private static (decimal Minutes, int End) ReadHours(Sentence s, decimal hours, int at)
    {
        if (NumberParser.ReadAndAHalf(s, at) is { } half && !s.Is(half.End, Cue.HourUnit))
            return ((hours + half.Value) * 60, half.End);
        var rest = s.Is(at, Cue.And) ? at + 1 : at;
        if (NumberParser.Read(s, rest) is { } minutes && minutes.Value < 60)
        {
            if (s.Is(minutes.End, Cue.MinuteUnit)) return ((hours * 60) + minutes.Value, minutes.End + 1);
            var isBare = rest == at && minutes.Value is >= 5 and < 60 && minutes.Value % 5 == 0
                && !s.Is(minutes.End, Cue.DistanceUnit) && !s.Is(minutes.End, Cue.Ago)
                    && !s.Is(minutes.End, Cue.MassUnit);
            if (isBare && !s.Is(minutes.End, Cue.FoodMeasure)) return ((hours * 60) + minutes.Value, minutes.End);
        }

        return (hours * 60, at);
    }
}

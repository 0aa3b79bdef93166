namespace PawPal.Understanding;

/// <summary>A number with its unit: amounts, doses, weights, distances and durations.</summary>
internal static class MeasureParser
{
    /// <summary>The measure that starts at <paramref name="i"/>, else the bare number; null when neither
    /// does.</summary>
    public static (Measure Measure, int End)? Read(Sentence s, int i)
    {
        if (DurationParser.Read(s, i) is { } duration)
            return (new(MeasureKind.Duration, duration.Minutes), duration.End);
        if (ReadCount(s, i) is not { } count) return null;
        var at = count.End;
        while (s.Is(at, Cue.MeasureAdjective) && (HasUnit(s, at + 1) || s.Is(at + 1, Cue.MeasureAdjective))) at++;
        if (HasUnit(s, at)) return ReadUnit(s, count.Value, count.Spoken, at);
        return count.Spoken && count.IsNumber ? (new(MeasureKind.Number, count.Value), count.End) : null;
    }

    private static (decimal Value, int End, bool Spoken, bool IsNumber)? ReadCount(Sentence s, int i)
    {
        if (NumberParser.Read(s, i) is { } number)
        {
            // "Two or three cups": the middle.
            if (s.Is(number.End, Cue.RangeSign) && NumberParser.Read(s, number.End + 1) is { } upper
                && upper.Value > number.Value && HasUnit(s, upper.End))
                return ((number.Value + upper.Value) / 2, upper.End, true, true);
            return (number.Value, number.End, true, true);
        }

        if (s.Is(i, Cue.Article)) return (1, i + 1, false, false);
        var homophone = s.Find(i, Cue.Homophone);
        if (homophone.Length > 0 && HasUnit(s, i + 1)) return (NumberParser.Value(homophone), i + 1, true, false);
        return null;
    }

    private static bool HasUnit(Sentence s, int at) =>
        s.Is(at, Cue.MassUnit) || s.Is(at, Cue.FoodMeasure) || s.Is(at, Cue.DoseUnit) || s.Is(at, Cue.DistanceUnit);

    private static (Measure Measure, int End)? ReadUnit(Sentence s, decimal value, bool spoken, int at)
    {
        var distance = s.Find(at, Cue.DistanceUnit);
        if (distance.Length > 0 && !s.Is(at, Cue.MassUnit))
        {
            var end = at + distance.Length;
            var half = NumberParser.ReadAndAHalf(s, end);
            var km = (value + (half?.Value ?? 0)) * NumberParser.Value(distance);
            return (new(MeasureKind.Distance, km), half?.End ?? end);
        }

        var dose = s.Find(at, Cue.DoseUnit);
        var mass = s.Find(at, Cue.MassUnit);
        if (mass.Length > 0) return ReadMass(s, value, mass, dose, at);
        var food = s.Find(at, Cue.FoodMeasure);
        var after = at + Math.Max(dose.Length, food.Length);
        if (NumberParser.ReadAndAHalf(s, after) is { } more) (value, after) = (value + more.Value, more.End);
        if (food.Length > 0)
            return (new(MeasureKind.Food, value, food.Value, dose.Length > 0 ? dose.Value : null), after);
        // "a tablet of piriton" is a dose, "a tablet" names what was given.
        var isCount = spoken || !s.Is(at, Cue.CountedDose) || s.Is(after, Cue.Of);
        return isCount ? (new(MeasureKind.Dose, value, null, dose.Value, spoken), after) : null;
    }

    // "two stone three", "eight pounds four ounces", "3 kilos 800"
    private static (Measure Measure, int End) ReadMass(Sentence s, decimal value, Match unit, Match dose, int at)
    {
        var end = at + unit.Length;
        if (NumberParser.ReadAndAHalf(s, end) is { } half) (value, end) = (value + half.Value, half.End);
        var rest = s.Is(end, Cue.And) ? end + 1 : end;
        if (NumberParser.Read(s, rest) is { } small && Smaller(unit.Value) is { } next)
        {
            var said = s.Find(small.End, Cue.MassUnit);
            var fits = said.Length > 0 ? string.Equals(said.Value, next.Unit, StringComparison.Ordinal)
                : rest == end && !HasUnit(s, small.End) && DurationParser.Read(s, rest) is null;
            if (fits && small.Value < next.PerUnit)
                return (new(MeasureKind.Mass, value + (small.Value / next.PerUnit), unit.Value),
                    small.End + said.Length);
        }

        return (new(MeasureKind.Mass, value, unit.Value, dose.Length > 0 ? dose.Value : null), end);
    }

    private static (string Unit, decimal PerUnit)? Smaller(string unit) => unit switch
    {
        "stone" => ("lb", 14),
        "lb" => ("oz", 16),
        "kg" => ("g", 1000),
        _ => null,
    };
}

namespace PawPal.Understanding;

/// <summary>Numbers in words, digits and fractions, without their unit.</summary>
internal static class NumberParser
{
    /// <summary>The number that starts at <paramref name="i"/> and where it ends; null when none does.</summary>
    public static (decimal Value, int End)? Read(Sentence s, int i)
    {
        if (i >= s.Count) return null;
        var couple = s.Find(i, Cue.Couple);
        if (couple.Length > 0) return (Value(couple), i + couple.Length);
        if (ReadFraction(s, i) is { } fraction) return fraction;
        if (s.Is(i, Cue.Point) && ReadDecimals(s, i + 1) is { } tenths) return tenths;
        if (ReadWhole(s, i) is not { } whole) return null;
        return ReadTail(s, whole.Value, whole.End);
    }

    public static decimal Value(Match match) =>
        decimal.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Digits, or words below a hundred thousand.</summary>
    public static (decimal Value, int End)? ReadWhole(Sentence s, int i)
    {
        if (i >= s.Count) return null;
        if (s[i].IsNumber) return (s[i].Value, i + 1);
        decimal total = 0, part = -1;
        var at = i;
        var isHundreds = s.Is(at + 1, Cue.Hundred) || s.Is(at + 1, Cue.Thousand);
        if (s.Is(at, Cue.Article) && isHundreds)
            (part, at) = (1, at + 1);
        while (at < s.Count)
        {
            var word = s.Find(at, Cue.NumberWord);
            if (word.Length > 0 && CanFollow(part, Value(word))) part = Math.Max(part, 0) + Value(word);
            else if (part is > 0 and < 100 && s.Is(at, Cue.Hundred)) part *= 100;
            else if (part > 0 && total == 0 && s.Is(at, Cue.Thousand)) (total, part) = (total + (part * 1000), -1);
            else if (part >= 100 && s.Is(at, Cue.And) && s.Is(at + 1, Cue.NumberWord)) { }
            else break;
            at++;
            if (total > 999_000) break;
        }

        return part < 0 && total == 0 ? null : (total + Math.Max(part, 0), at);
    }

    private static bool CanFollow(decimal part, decimal next) =>
        part < 0 || (part >= 20 && part % 10 == 0 && part % 100 != 0 && next is > 0 and < 10)
        || (part >= 100 && part % 100 == 0);

    // "half a", "a half", "a quarter of a", "three quarters of a", "two thirds of a"
    private static (decimal Value, int End)? ReadFraction(Sentence s, int i)
    {
        var at = s.Is(i, Cue.Article) ? i + 1 : i;
        decimal above = 1;
        if (s.Find(at, Cue.NumberWord) is { Length: > 0 } count && s.Is(at + 1, Cue.Fraction))
            (above, at) = (Value(count), at + 1);
        else if (at < s.Count && s[at].IsNumber && s.Is(at + 1, Cue.Fraction)) (above, at) = (s[at].Value, at + 1);
        var fraction = s.Find(at, Cue.Fraction);
        if (fraction.Length == 0) return null;
        at++;
        if (s.Is(at, Cue.Of)) at++;
        if (s.Is(at, Cue.Article)) at++;
        return (above * Value(fraction), at);
    }

    // "three point eight", "one and a half", "1 1/2", "2½"
    private static (decimal Value, int End) ReadTail(Sentence s, decimal value, int at)
    {
        if (s.Is(at, Cue.Point) && ReadDecimals(s, at + 1) is { } decimals)
            return (value + decimals.Value, decimals.End);
        if (at < s.Count && s[at].IsNumber && s[at].Value is > 0 and < 1 && value == Math.Floor(value))
            return (value + s[at].Value, at + 1);
        if (s.Is(at, Cue.And) && ReadAndAHalf(s, at) is { } half) return (value + half.Value, half.End);
        return (value, at);
    }

    /// <summary>"and a half", "and three quarters" from the "and" on.</summary>
    public static (decimal Value, int End)? ReadAndAHalf(Sentence s, int and)
    {
        if (!s.Is(and, Cue.And)) return null;
        var at = s.Is(and + 1, Cue.Article) ? and + 2 : and + 1;
        decimal above = 1;
        if (at == and + 1 && s.Find(at, Cue.NumberWord) is { Length: > 0 } count) (above, at) = (Value(count), at + 1);
        if (at < s.Count && s[at].IsNumber && s[at].Value is > 0 and < 1) return (s[at].Value, at + 1);
        var fraction = s.Find(at, Cue.Fraction);
        if (fraction.Length == 0 || (at == and + 1 && above == 1)) return null;
        return (above * Value(fraction), at + 1);
    }

    private static (decimal Value, int End)? ReadDecimals(Sentence s, int at)
    {
        decimal value = 0, place = 0.1m;
        var start = at;
        while (at < s.Count && place > 0.00001m)
        {
            var word = s.Find(at, Cue.NumberWord);
            decimal digit;
            if (word.Length > 0) digit = Value(word);
            else if (s[at].IsNumber && s[at].Value is >= 0 and < 100
                && !s[at].Text.Contains('.', StringComparison.Ordinal))
                digit = s[at].Value;
            else break;
            if (digit > 9)
            {
                if (at > start) break;
                var two = ReadWhole(s, at);
                return two is { Value: < 100 } ? (two.Value.Value / 100, two.Value.End) : null;
            }

            (value, place, at) = (value + (digit * place), place / 10, at + 1);
        }

        return at == start ? null : (value, at);
    }
}

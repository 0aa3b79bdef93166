using System.Globalization;

namespace PawPal.Api.Recurrences;

/// <summary>Reads an RRULE strictly: every part once, every number within its bounds, so that what follows is bounded.
/// </summary>
internal static class RuleParser
{
    public const int Longest = 500;

    private const int MostInList = 62;
    private const int MostCount = 10_000;
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>Null when <paramref name="rule"/> was read; otherwise what is wrong.</summary>
    public static RuleFault? TryRead(string text, out RecurrenceRule rule)
    {
        rule = new RecurrenceRule(Frequency.Daily);
        if (text.Length is 0 or > Longest)
            return RuleFault.Malformed;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.ToUpperInvariant().Split(';'))
        {
            if (part.Split('=') is not [var name, { Length: > 0 } value] || !parts.TryAdd(name, value))
                return RuleFault.Malformed;
        }

        if (!parts.Remove("FREQ", out var frequency) || ReadFrequency(frequency, out rule) is { } fault)
            return frequency is "SECONDLY" ? RuleFault.Always : RuleFault.Malformed;
        foreach (var (name, value) in parts)
        {
            if (ReadPart(name, value, ref rule) is { } wrong)
                return wrong;
        }

        return Judge(rule);
    }

    private static RuleFault? ReadFrequency(string text, out RecurrenceRule rule)
    {
        Frequency? frequency = text switch
        {
            "MINUTELY" => Frequency.Minutely,
            "HOURLY" => Frequency.Hourly,
            "DAILY" => Frequency.Daily,
            "WEEKLY" => Frequency.Weekly,
            "MONTHLY" => Frequency.Monthly,
            "YEARLY" => Frequency.Yearly,
            _ => null,
        };
        rule = new RecurrenceRule(frequency ?? Frequency.Daily);
        return frequency is null ? RuleFault.Malformed : null;
    }

    private static RuleFault? ReadPart(string name, string value, ref RecurrenceRule rule)
    {
        RecurrenceRule? read = name switch
        {
            "INTERVAL" => Number(value, 1, MostInterval(rule.Frequency)) is { } n ? rule with { Interval = n } : null,
            "COUNT" => Number(value, 1, MostCount) is { } n ? rule with { Count = n } : null,
            "UNTIL" => ReadUntil(value, rule),
            "BYDAY" => ReadDays(value) is { } days ? rule with { ByDay = days } : null,
            "BYHOUR" => List(value, 0, 23) is { } list ? rule with { ByHour = list } : null,
            "BYMINUTE" => List(value, 0, 59) is { } list ? rule with { ByMinute = list } : null,
            "BYSECOND" => value is "0" or "00" ? rule : null,
            "BYMONTH" => List(value, 1, 12) is { } list ? rule with { ByMonth = list } : null,
            "BYMONTHDAY" => List(value, -31, 31) is { } list ? rule with { ByMonthDay = list } : null,
            "BYYEARDAY" => List(value, -366, 366) is { } list ? rule with { ByYearDay = list } : null,
            "BYWEEKNO" => List(value, -53, 53) is { } list ? rule with { ByWeekNo = list } : null,
            "BYSETPOS" => List(value, -366, 366) is { } list ? rule with { BySetPos = list } : null,
            "WKST" => DayOf(value) is { } day ? rule with { WeekStart = day } : null,
            _ => null,
        };
        rule = read ?? rule;
        return read is null ? RuleFault.Malformed : null;
    }

    // Ten years between two times at most: what is rarer is not a reminder but a calendar's curiosity.
    private static int MostInterval(Frequency frequency) => frequency switch
    {
        Frequency.Minutely => 60 * 24 * 31,
        Frequency.Hourly => 24 * 366,
        Frequency.Daily => 3660,
        Frequency.Weekly => 520,
        Frequency.Monthly => 120,
        _ => 10,
    };

    private static RuleFault? Judge(RecurrenceRule rule)
    {
        if (rule is { Count: not null, Until: not null })
            return RuleFault.Malformed;
        if (rule.Frequency <= Frequency.Hourly && !rule.IsSimple)
            return RuleFault.Unsupported("A rule by the hour or minute with months, days of a month or BYSETPOS");
        if (rule.ByDay.Any(day => day.Ordinal != 0) && rule.Frequency < Frequency.Monthly)
            return RuleFault.Malformed;
        if ((rule.ByWeekNo.Count > 0 && rule.Frequency != Frequency.Yearly)
            || (rule.ByYearDay.Count > 0 && rule.Frequency != Frequency.Yearly)
            || (rule.ByMonthDay.Count > 0 && rule.Frequency == Frequency.Weekly))
            return RuleFault.Malformed;
        if (rule.Frequency >= Frequency.Monthly && rule.MostPerDay > 6)
            return RuleFault.Unsupported("More than six times a day in a rule by the month or year");
        return rule.MostPerDay > 48 || (rule.Frequency == Frequency.Minutely && rule.Interval < 15)
            ? RuleFault.Always
            : null;
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : null;

    // Zero is nobody's day or place: only hours and minutes have it.
    private static List<int>? List(string text, int least, int most)
    {
        var numbers = new SortedSet<int>();
        var items = text.Split(',');
        if (items.Length > MostInList)
            return null;
        foreach (var item in items)
        {
            if (Number(item, least, most) is not { } number || (number == 0 && least < 0))
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static List<RuleDay>? ReadDays(string text)
    {
        var days = new List<RuleDay>();
        foreach (var item in text.Split(','))
        {
            if (item.Length < 2 || days.Count > MostInList || DayOf(item[^2..]) is not { } day)
                return null;
            var ordinal = item.Length == 2 ? 0 : Number(item[..^2], -53, 53);
            if (ordinal is null || (item.Length > 2 && ordinal == 0))
                return null;
            if (!days.Contains(new RuleDay(ordinal.Value, day)))
                days.Add(new RuleDay(ordinal.Value, day));
        }

        return days;
    }

    private static DayOfWeek? DayOf(string text) =>
        Array.IndexOf(Days, text) is >= 0 and var day ? (DayOfWeek)day : null;

    private static RecurrenceRule? ReadUntil(string text, RecurrenceRule rule)
    {
        var isUtc = text.EndsWith('Z');
        if (DateTime.TryParseExact(
            text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Within(day) ? rule with { Until = day.AddDays(1).AddMinutes(-1) } : null;
        return DateTime.TryParseExact(
            isUtc ? text[..^1] : text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var moment) && Within(moment)
                ? rule with { Until = moment, IsUntilUtc = isUtc }
                : null;
    }

    private static bool Within(DateTime moment) => moment.Year is >= 1900 and <= 2200;
}

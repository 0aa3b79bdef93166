using System.Globalization;
using System.Text;

namespace PawPal.Understanding;

/// <summary>Puts a recurrence, its times of day and its end together as an RFC 5545 RRULE.</summary>
internal static class RecurrenceWriter
{
    private static readonly int[][] Hours =
        [[], [8], [8, 20], [8, 14, 20], [8, 12, 16, 20], [7, 11, 15, 19, 23], [6, 9, 12, 15, 18, 21]];

    /// <summary>Null when the pieces say nothing of coming back.</summary>
    public static string? Write(IReadOnlyList<TimePiece> pieces, DateTime now)
    {
        if (pieces.OfType<TimePiece.Every>().FirstOrDefault()?.Rule is not { } rule) return null;
        var part = pieces.OfType<TimePiece.Part>().Select(p => (DayPart?)p.Name).FirstOrDefault() ?? rule.Part;
        var text = new StringBuilder("FREQ=").Append(FrequencyOf(rule));
        Append(text, "INTERVAL", rule.Interval == 1 ? null : Number(rule.Interval));
        Append(text, "BYDAY", ByDay(rule, pieces));
        Append(text, "BYMONTH", rule.Month is { } month ? Number(month) : null);
        Append(text, "BYMONTHDAY", rule.MonthDay is { } day ? Number(day) : null);
        AppendTimes(text, rule, part, pieces);
        AppendEnd(text, pieces, now);
        return text.ToString();
    }

    private static string FrequencyOf(Recurrence rule) => rule.Frequency;

    private static void Append(StringBuilder text, string key, string? value)
    {
        if (value is not null) text.Append(';').Append(key).Append('=').Append(value);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // "Twice a week": which days is the household's to say; they are spread.
    private static string? ByDay(Recurrence rule, IReadOnlyList<TimePiece> pieces)
    {
        if (rule.ByDay is { } days) return string.Join(',', days);
        if (!string.Equals(rule.Frequency, "WEEKLY", StringComparison.Ordinal)) return null;
        var named = pieces.OfType<TimePiece.Weekday>().Select(day => day.Name).Distinct()
            .OrderBy(day => ((int)day + 6) % 7).Select(day => day.ToString()[..2].ToUpperInvariant()).ToArray();
        if (named.Length > 0) return string.Join(',', named);
        return rule.Times switch { 2 => "MO,TH", 3 => "MO,WE,FR", > 3 => "MO,TU,TH,SA", _ => null };
    }

    private static void AppendTimes(StringBuilder text, Recurrence rule, DayPart? part, IReadOnlyList<TimePiece> pieces)
    {
        if (rule.Frequency is "HOURLY" or "MINUTELY") return;
        var clocks = pieces.OfType<TimePiece.Clock>().Where(c => c.Hour is not null).ToArray();
        if (clocks.Length > 0)
        {
            var times = clocks.Select((c, n) => AheadResolver.TimeOfDay(c, part, n > 0 ? clocks[n - 1]
                : null)).ToArray();
            Append(text, "BYHOUR", string.Join(',', times.Select(t => t.Hours).Distinct().Order()));
            Append(text, "BYMINUTE", string.Join(',', times.Select(t => t.Minutes).Distinct().Order()));
            return;
        }

        var parts = pieces.OfType<TimePiece.Part>().Select(p => p.Name).ToList();
        if (parts.Count == 0 && part is { } only) parts.Add(only);
        var hours = parts.Count > 0 ? [.. parts.Select(AheadResolver.HourOf).Distinct().Order()]
            : rule is { Frequency: "DAILY", Times: > 1 and < 7 } ? Hours[rule.Times]
            : Array.Empty<int>();
        if (hours.Length == 0) return;
        Append(text, "BYHOUR", string.Join(',', hours));
        Append(text, "BYMINUTE", "0");
    }

    private static void AppendEnd(StringBuilder text, IReadOnlyList<TimePiece> pieces, DateTime now)
    {
        var start = pieces.OfType<TimePiece.Starting>().FirstOrDefault() is { } from
            ? AheadResolver.Resolve([from.First], now)?.When ?? now : now;
        var last = pieces.OfType<TimePiece.Until>().FirstOrDefault() is { } until
            ? AheadResolver.Resolve([until.End], now)?.When
            : pieces.OfType<TimePiece.Span>().FirstOrDefault() is { } span
                ? TimeResolver.AddDays(start.Date, span.Days - 1) : null;
        if (last is { } day)
            Append(text, "UNTIL", day.ToString("yyyyMMdd'T235959'", CultureInfo.InvariantCulture));
    }
}

using System.Globalization;
using System.Text;

namespace PawPal.Api.Recurrences;

/// <summary>Writes a rule as it is kept: its parts in one order, the end always as UNTIL in wall time.</summary>
internal static class RuleText
{
    public static string Write(RecurrenceRule rule)
    {
        var text = new StringBuilder("FREQ=").Append(rule.Frequency.ToString().ToUpperInvariant());
        if (rule.Interval > 1)
            Append(text, "INTERVAL", Number(rule.Interval));
        AppendList(text, "BYMONTH", rule.ByMonth);
        AppendList(text, "BYWEEKNO", rule.ByWeekNo);
        AppendList(text, "BYYEARDAY", rule.ByYearDay);
        AppendList(text, "BYMONTHDAY", rule.ByMonthDay);
        if (rule.ByDay.Count > 0)
            Append(text, "BYDAY", string.Join(',', rule.ByDay.Select(
                day => (day.Ordinal == 0 ? "" : Number(day.Ordinal)) + Code(day.Day))));
        AppendList(text, "BYHOUR", rule.ByHour);
        AppendList(text, "BYMINUTE", rule.ByMinute);
        AppendList(text, "BYSETPOS", rule.BySetPos);
        if (rule.WeekStart != DayOfWeek.Monday)
            Append(text, "WKST", Code(rule.WeekStart));
        if (rule.Until is { } until)
            Append(text, "UNTIL", until.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static string Code(DayOfWeek day) => day.ToString()[..2].ToUpperInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, string name, string value) =>
        text.Append(';').Append(name).Append('=').Append(value);

    private static void AppendList(StringBuilder text, string name, IReadOnlyList<int> numbers)
    {
        if (numbers.Count > 0)
            Append(text, name, string.Join(',', numbers.Select(Number)));
    }
}

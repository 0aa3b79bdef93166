using System.Runtime.InteropServices;

namespace PawPal.Api.Recurrences;

internal enum Frequency
{
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>A weekday of a rule; <paramref name="Ordinal"/> 0 means every one, -1 the last of the period.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RuleDay(int Ordinal, DayOfWeek Day);

/// <summary>An RRULE (RFC 5545, 3.3.10) as it was written; empty lists where nothing was said.</summary>
internal sealed record RecurrenceRule(Frequency Frequency)
{
    public int Interval { get; init; } = 1;

    public int? Count { get; init; }

    /// <summary>Wall time of the schedule's zone; null without an end.</summary>
    public DateTime? Until { get; init; }

    /// <summary>UNTIL was written in UTC (with Z) and has still to be moved to the schedule's zone.</summary>
    public bool IsUntilUtc { get; init; }

    public IReadOnlyList<RuleDay> ByDay { get; init; } = [];

    public IReadOnlyList<int> ByHour { get; init; } = [];

    public IReadOnlyList<int> ByMinute { get; init; } = [];

    public IReadOnlyList<int> ByMonth { get; init; } = [];

    public IReadOnlyList<int> ByMonthDay { get; init; } = [];

    public IReadOnlyList<int> ByYearDay { get; init; } = [];

    public IReadOnlyList<int> ByWeekNo { get; init; } = [];

    public IReadOnlyList<int> BySetPos { get; init; } = [];

    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>Nearly all rules that people make: reckoned without walking a calendar.</summary>
    public bool IsSimple =>
        Frequency <= Frequency.Weekly
        && ByMonth.Count + ByMonthDay.Count + ByYearDay.Count + ByWeekNo.Count + BySetPos.Count == 0;

    /// <summary>Times within one day that fires, at most.</summary>
    public int MostPerDay => Frequency switch
    {
        Frequency.Minutely => Math.Min(Hours * Or(ByMinute.Count, 60), PerDay(24 * 60)),
        Frequency.Hourly => Math.Min(Hours, PerDay(24)) * Or(ByMinute.Count, 1),
        _ => Or(ByHour.Count, 1) * Or(ByMinute.Count, 1),
    };

    private int Hours => Or(ByHour.Count, 24);

    private int PerDay(int steps) => (steps + Interval - 1) / Interval;

    private static int Or(int count, int otherwise) => count == 0 ? otherwise : count;
}

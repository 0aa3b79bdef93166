using PawPal.Api.Commands;

namespace PawPal.Api.Recurrences;

/// <summary>A schedule that may be stored.</summary>
/// <param name="Rule">As it is stored; null for once.</param>
/// <param name="Early">How long before its time an act counts for a time already.</param>
internal sealed record CheckedSchedule(Schedule Schedule, string? Rule, TimeSpan Early)
{
    /// <summary>The shortest time between two of its times; a day for what comes once.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromDays(1);
}

/// <summary>Takes what somebody asks for apart, and refuses what never or always fires.</summary>
internal static class ScheduleCheck
{
    private const int Looked = 50;
    private static readonly TimeSpan Closest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan UsualEarly = TimeSpan.FromHours(4);

    /// <summary>Null when <paramref name="schedule"/> was made; otherwise why not.</summary>
    public static RuleFault? TryMake(DateTime start, string? text, TimeZoneInfo zone, out CheckedSchedule schedule)
    {
        schedule = new CheckedSchedule(new Schedule(start, rule: null), Rule: null, UsualEarly);
        if (text is null)
            return null;
        if (RuleParser.TryRead(text, out var rule) is { } fault)
            return fault;
        if (rule is { IsUntilUtc: true, Until: { } until })
            rule = rule with
            {
                Until = zone.ToWallTime(new DateTimeOffset(until, TimeSpan.Zero)),
                IsUntilUtc = false,
            };
        if (new Schedule(start, rule).Next(start.AddTicks(-1)) is not { } first)
            return RuleFault.Never;
        return TryBound(first, rule, out schedule);
    }

    private static RuleFault? TryBound(DateTime first, RecurrenceRule rule, out CheckedSchedule schedule)
    {
        var endless = new Schedule(first, rule with { Count = null });
        var last = first;
        var smallest = TimeSpan.MaxValue;
        for (var seen = 1; seen < Math.Max(Looked, rule.Count ?? 0); seen++)
        {
            if (seen == rule.Count || endless.Following(last) is not { } next)
                break;
            smallest = next - last < smallest ? next - last : smallest;
            last = next;
        }

        if (rule.Count is not null)
            rule = rule with { Count = null, Until = last };
        schedule = new CheckedSchedule(new Schedule(first, rule), RuleText.Write(rule), EarlyOf(smallest));
        if (smallest < TimeSpan.MaxValue)
            schedule = schedule with { Gap = smallest };
        return smallest < Closest ? RuleFault.Always : null;
    }

    // Breakfast given at five is the breakfast of eight; lunch is not dinner. A weekly act may be done a day before.
    private static TimeSpan EarlyOf(TimeSpan gap)
    {
        if (gap == TimeSpan.MaxValue)
            return UsualEarly;
        var most = gap <= TimeSpan.FromHours(36) ? UsualEarly : TimeSpan.FromHours(24);
        return gap / 4 < most ? TimeSpan.FromMinutes(Math.Floor((gap / 4).TotalMinutes)) : most;
    }
}

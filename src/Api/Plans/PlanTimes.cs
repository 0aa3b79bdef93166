using PawPal.Api.Commands;
using PawPal.Api.Recurrences;
using PawPal.Understanding;
using Frequency = PawPal.Api.Recurrences.Frequency;

namespace PawPal.Api.Plans;

/// <summary>Times of plans: what a frame means, and how it is told back.</summary>
internal static class PlanTimes
{
    /// <summary>Where only a day was said.</summary>
    private static readonly TimeSpan UsualHour = TimeSpan.FromHours(9);
    private static readonly Sentences Replies = new("PawPal.Api.Plans.Replies");

    /// <summary>True when a time of day was said, or a part of the day.</summary>
    public static bool HasClock(Slots slots) =>
        slots.WhenPrecision is null or Precision.Exact or Precision.Approximate or Precision.PartOfDay;

    /// <summary>The minute that is meant: of a day nine in the morning.</summary>
    public static DateTime Of(DateTime when, Slots slots) =>
        HasClock(slots) ? Minute(when) : when.Date + UsualHour;

    /// <summary>Where a rule begins, so that the next time is ahead and an odd day stays odd.</summary>
    public static DateTime StartOf(Slots slots, RecurrenceRule rule, DateTime now)
    {
        if (slots.When is { } said)
            return Of(said, slots);
        return rule.Frequency switch
        {
            Frequency.Minutely => Minute(now).AddMinutes(rule.Interval),
            Frequency.Hourly => Minute(now).AddHours(rule.Interval),
            // "Every day at eight" begins today; the first time that is ahead is told.
            _ when rule.ByHour.Count > 0 => now.Date,
            _ when now.TimeOfDay < UsualHour => now.Date + UsualHour,
            _ => now.Date.AddDays(1) + UsualHour,
        };
    }

    /// <summary>"today at 8 am", "tomorrow at noon", "on Monday at 9 am", "on 3 May 2026 at 9 am".</summary>
    public static string Say(DateTime time, DateTime now)
    {
        var clock = RuleWords.Clock(time);
        return (time.Date - now.Date).Days switch
        {
            0 => Replies["Today", clock],
            1 => Replies["Tomorrow", clock],
            -1 => Replies["Yesterday", clock],
            > 1 and < 7 => Replies["OnDay", time.ToString("dddd", Sentences.Culture), clock],
            _ => Replies["OnDay", RuleWords.Date(time), clock],
        };
    }

    private static DateTime Minute(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));
}

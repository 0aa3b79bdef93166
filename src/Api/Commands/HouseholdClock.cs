namespace PawPal.Api.Commands;

/// <summary>The wall clock of a household.</summary>
internal static class HouseholdClock
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The moment at which <paramref name="zone"/>'s clocks show <paramref name="wallTime"/>.</summary>
    /// <remarks>
    /// A time that happens twice (clocks go back) is the earlier one. A time that never happens (clocks go forward) is
    /// as much later as the clocks jump: 1:30 becomes 2:30, which is what a clock nobody has set shows.
    /// </remarks>
    public static DateTimeOffset ToMoment(this TimeZoneInfo zone, DateTime wallTime)
    {
        var local = DateTime.SpecifyKind(wallTime, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? OffsetBeforeGap(zone, local)
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc), TimeSpan.Zero);
    }

    /// <summary>What the wall clock shows at <paramref name="moment"/>; kind Unspecified.</summary>
    public static DateTime ToWallTime(this TimeZoneInfo zone, DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, zone).DateTime;

    /// <summary>
    /// The first moment of <paramref name="day"/>: midnight, or what follows where midnight is skipped.
    /// </summary>
    public static DateTimeOffset StartOf(this TimeZoneInfo zone, DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return zone.IsInvalidTime(midnight)
            ? zone.ToMoment(FirstValid(zone, midnight))
            : zone.ToMoment(midnight);
    }

    private static TimeSpan OffsetBeforeGap(TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local -= Step;
        return zone.GetUtcOffset(local);
    }

    private static DateTime FirstValid(TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local += Step;
        return local;
    }
}

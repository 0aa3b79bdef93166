namespace PawPal.Understanding;

/// <summary>The two nights a year in which a wall clock skips or repeats an hour.</summary>
internal static class Daylight
{
    /// <summary>A wall time that the clock skips is read as much later as it skips; "in two hours" are hours that
    /// pass.</summary>
    public static Slots Adjust(Slots slots, Facts f, DateTime now, TimeZoneInfo? zone)
    {
        if (zone is null || slots.When is not { } when) return slots;
        var minutes = f.Times.OfType<TimePiece.MinutesAhead>().Select(t => t.Minutes)
            .Concat(f.Times.OfType<TimePiece.MinutesAgo>().Select(t => -t.Minutes)).LastOrDefault();
        if (minutes is not 0 and > -1_000_000 and < 1_000_000
            && when == TimeResolver.Minute(now.AddMinutes((double)minutes)))
            return slots with { When = TimeResolver.Minute(Passed(now, minutes, zone)) };
        return zone.IsInvalidTime(when) ? slots with { When = when + Gap(when, zone) } : slots;
    }

    private static DateTime Passed(DateTime now, decimal minutes, TimeZoneInfo zone)
    {
        var there = zone.IsInvalidTime(now) ? now + Gap(now, zone) : now;
        var utc = TimeZoneInfo.ConvertTimeToUtc(there, zone).AddMinutes((double)minutes);
        return DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);
    }

    private static TimeSpan Gap(DateTime skipped, TimeZoneInfo zone) =>
        zone.GetUtcOffset(skipped.AddHours(3)) - zone.GetUtcOffset(skipped.AddHours(-3));
}

using PawPal.Api.Commands;

namespace PawPal.Api.Notifications;

/// <summary>The part of somebody's day in which only what is urgent is told.</summary>
internal static class QuietHours
{
    /// <summary>When they end; null when they are not now. They may span midnight.</summary>
    public static DateTimeOffset? EndOf(TimeZoneInfo zone, TimeOnly? from, TimeOnly? to, DateTimeOffset now)
    {
        if (from is not { } begin || to is not { } end || begin == end)
            return null;
        var wall = zone.ToWallTime(now);
        if (!TimeOnly.FromDateTime(wall).IsBetween(begin, end))
            return null;
        var day = wall.TimeOfDay < end.ToTimeSpan() ? wall.Date : wall.Date.AddDays(1);
        return zone.ToMoment(day + end.ToTimeSpan()) is var moment && moment > now ? moment : null;
    }
}

using System.Runtime.InteropServices;
using PawPal.Api.Commands;

namespace PawPal.Api.Recurrences;

/// <summary>A time of a schedule: what the wall clock shows, and the moment at which it does.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScheduledTime(DateTime Occurrence, DateTimeOffset At);

/// <summary>A schedule on the clocks of its zone.</summary>
internal sealed record ZonedSchedule(Schedule Schedule, TimeZoneInfo Zone)
{
    // Clocks jump by less than this.
    private static readonly TimeSpan Jump = TimeSpan.FromHours(3);

    /// <summary>The first time that is at or after <paramref name="moment"/>.</summary>
    public ScheduledTime? FirstFrom(DateTimeOffset moment)
    {
        var next = Schedule.Next(Zone.ToWallTime(moment) - Jump);
        while (next is { } time)
        {
            if (Zone.ToMoment(time) is var at && at >= moment)
                return new ScheduledTime(time, at);
            next = Schedule.Following(time);
        }

        return null;
    }

    /// <summary>The time after <paramref name="occurrence"/>, itself a time of the schedule.</summary>
    public ScheduledTime? Following(DateTime occurrence) =>
        Schedule.Following(occurrence) is { } next ? At(next) : null;

    public IEnumerable<ScheduledTime> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var first = FirstFrom(from);
        for (var next = first; next is { } time && time.At < to; next = Following(time.Occurrence))
            yield return time;
    }

    /// <summary>True when the schedule gives exactly this wall time.</summary>
    public bool Contains(DateTime occurrence) => Schedule.Next(occurrence.AddTicks(-1)) == occurrence;

    public ScheduledTime At(DateTime occurrence) => new(occurrence, Zone.ToMoment(occurrence));
}

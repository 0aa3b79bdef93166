using System.Runtime.InteropServices;
using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>When an act was done, from what a sentence said about it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Occurred(DateTimeOffset At, TimePrecision Precision)
{
    // Phones drift. Five minutes of future keep an honest clock from losing an act.
    private static readonly TimeSpan ToleratedFuture = TimeSpan.FromMinutes(5);

    // "This afternoon" said at one stands for three, "tonight" said at five for eight: meant is what has passed of it.
    private static readonly TimeSpan PartAhead = TimeSpan.FromHours(3);
    private static readonly TimeSpan AboutAhead = TimeSpan.FromMinutes(30);

    // A day without a time is kept as its noon, which is on that day in every neighbouring zone.
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    /// <summary>Null and the name of the sentence that says what is wrong, when the time cannot be right.</summary>
    public static string? Read(Slots slots, CommandContext command, out Occurred occurred)
    {
        var precision = CarePrecision.Of(slots.WhenPrecision);
        occurred = new Occurred(command.Now, TimePrecision.Exact);
        if (slots.When is not { } wall)
            return null;
        // Outside these no calendar of ours is sure to reach.
        if (wall.Year is < 1900 or > 2200)
            return wall.Year < 1900 ? "WhenTooOld" : "WhenInFuture";

        var isToday = wall.Date == command.Zone.ToWallTime(command.Now).Date;
        if (isToday && precision == TimePrecision.Day)
        {
            occurred = new Occurred(command.Now, precision);
            return null;
        }

        var at = command.Zone.ToMoment(precision == TimePrecision.Day ? wall.Date + Noon : wall);
        var ahead = precision switch
        {
            TimePrecision.PartOfDay when isToday => PartAhead,
            TimePrecision.Approximate => AboutAhead,
            _ => ToleratedFuture,
        };
        if (at - command.Now > ahead)
            return "WhenInFuture";
        if (at < command.Now.AddYears(-1))
            return "WhenTooOld";
        occurred = new Occurred(precision != TimePrecision.Exact && at > command.Now ? command.Now : at, precision);
        return null;
    }
}

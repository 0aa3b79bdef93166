using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Recurrences;
using PawPal.Api.Text;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

/// <summary>What a plan is to be, checked as far as that goes without the database.</summary>
internal sealed record RegimenPlan(
    string Medication, string Written, Directions Directions, CheckedSchedule Times, TimeZoneInfo Zone)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public string? Prescriber { get; init; }

    public string? Note { get; init; }

    public TimeSpan? LeastGap => Directions switch
    {
        { IsAsNeeded: true, LeastHours: { } hours } => TimeSpan.FromHours(hours),
        { Rule: null } => null,
        _ => Times.Gap - Times.Early,
    };

    public int? MostPerDay => Directions.IsAsNeeded ? Directions.MostPerDay : Times.Schedule.Rule?.MostPerDay ?? 1;

    /// <summary>Null when <paramref name="plan"/> was made; otherwise what is wrong.</summary>
    /// <param name="starts">Where the request names no first time.</param>
    public static WriteResult? Read(
        IRegimenDetails request, HouseholdCaller caller, DateTimeOffset now, DateTime? starts, out RegimenPlan plan)
    {
        plan = null!;
        var written = PlainText.Clean(request.Directions);
        if (DirectionsReader.TryRead(written, out var directions) is { } fault)
            return WriteResult.Failed.Field("/directions", fault.Code, DirectionWords.Say(fault));
        var zone = caller.TimeZone;
        var wall = zone.ToWallTime(now);
        var start = Minute(request.StartsAt ?? starts ?? FirstOf(directions, wall));
        if ((start - wall).Duration() > Furthest)
            return WriteResult.Failed.Field("/startsAt", "range", "At most a year back or ahead.");
        var rule = directions switch
        {
            { Rule: null } => null,
            { Days: { } days } => $"{directions.Rule};UNTIL={start.AddDays(days).AddMinutes(-1):yyyyMMdd'T'HHmmss}",
            _ => directions.Rule,
        };
        if (ScheduleCheck.TryMake(start, rule, zone, out var times) is { } wrong)
            return WriteResult.Failed.Field("/directions", wrong.Code, wrong.Detail);
        plan = new RegimenPlan(PlainText.Clean(request.Medication), written, directions, times, zone)
        {
            Prescriber = request.Prescriber is { } who ? PlainText.Clean(who) : null,
            Note = request.Note?.Trim(),
        };
        return null;
    }

    private static DateTime FirstOf(Directions directions, DateTime wall)
    {
        if (directions.Hour is not { } hour)
            return wall;
        var today = wall.Date.AddHours(hour);
        return today > wall ? today : today.AddDays(1);
    }

    private static DateTime Minute(DateTime time) =>
        DateTime.SpecifyKind(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute)), DateTimeKind.Unspecified);
}

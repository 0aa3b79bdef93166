using PawPal.Api.Recurrences;

namespace PawPal.Api.Reminders;

/// <summary>What a reminder is to be, checked as far as that goes without the database.</summary>
internal sealed record ReminderPlan(
    string Title,
    string Kind,
    CheckedSchedule Times,
    TimeZoneInfo Zone,
    IReadOnlyList<Guid> Pets)
{
    public Guid? Regimen { get; init; }

    public string? Medication { get; init; }

    public Guid? AssignedTo { get; init; }

    public int? EscalateAfterMinutes { get; init; }

    public IReadOnlyList<Guid> EscalateTo { get; init; } = [];

    public string? Note { get; init; }

    public ZonedSchedule Schedule => new(Times.Schedule, Zone);
}

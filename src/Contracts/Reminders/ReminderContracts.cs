namespace PawPal.Contracts.Reminders;

/// <summary>Something to be done, once or again and again.</summary>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="Kind">feeding, water, walk, potty, medication, weight, grooming, symptom, play, training, note, or
/// other. A care kind clears itself when anybody logs such an event for all of the pets.</param>
/// <param name="StartsAt">Wall time of the zone, to the minute, without an offset; years 1900 to 2200. The first time
/// is the first one of the rule from here on.</param>
/// <param name="Rule">RRULE of RFC 5545 without its name, up to 500 characters; null for once. At most every 15 minutes
/// and 48 times a day.</param>
/// <param name="TimeZone">IANA name; the household's when null.</param>
/// <param name="PetIds">Up to 20; none for the household as a whole.</param>
/// <param name="RegimenId">Of a medication: the plan its doses belong to.</param>
/// <param name="Medication">Of a medication: its name, 1 to 80 characters; only doses of it count.</param>
/// <param name="AssignedTo">Account of a member who gives care; null for everybody who does.</param>
/// <param name="EscalateAfterMinutes">5 to 1440: so long undone, the next carer is told; null for never.</param>
/// <param name="EscalateTo">Accounts in the order in which they are told, up to 10; after them the owners.</param>
/// <param name="Note">1 to 1000 characters.</param>
public sealed record ReminderRequest(
    string Title,
    string Kind,
    DateTime StartsAt,
    string? Rule = null,
    string? TimeZone = null,
    IReadOnlyList<Guid>? PetIds = null,
    Guid? RegimenId = null,
    string? Medication = null,
    Guid? AssignedTo = null,
    int? EscalateAfterMinutes = null,
    IReadOnlyList<Guid>? EscalateTo = null,
    string? Note = null);

/// <summary>A reminder as the household keeps it.</summary>
/// <param name="When">The rule in words: "every day at 8 am".</param>
/// <param name="State">active, paused or archived.</param>
/// <param name="NextAt">The next time it is told of; null when nothing is to come.</param>
/// <param name="Version">Grows with each edit; the ETag.</param>
public sealed record ReminderResponse(
    Guid Id,
    string Title,
    string Kind,
    DateTime StartsAt,
    string? Rule,
    string When,
    string TimeZone,
    IReadOnlyList<Guid> PetIds,
    Guid? RegimenId,
    string? Medication,
    Guid? AssignedTo,
    int? EscalateAfterMinutes,
    IReadOnlyList<Guid> EscalateTo,
    string? Note,
    string State,
    DateTimeOffset? NextAt,
    DateTimeOffset CreatedAt,
    int Version) : IVersioned;

/// <summary>Lets a reminder rest, wakes it, or puts it away.</summary>
/// <param name="State">active, paused or archived. Times that pass meanwhile are not told of later.</param>
public sealed record ReminderStateRequest(Guid ReminderId, string State);

/// <summary>One time of a reminder.</summary>
/// <param name="Occurrence">Its name: the wall time that the rule gives, <c>2026-03-29T08:00</c>.</param>
/// <param name="DueAt">When it is due, moved or snoozed or not.</param>
/// <param name="Status">done, skipped, upcoming, due (up to 30 minutes), overdue, or missed: its window is
/// over.</param>
/// <param name="At">When it was done or skipped.</param>
/// <param name="By">Who did or skipped it.</param>
/// <param name="AssignedTo">Account of who is to do it; null for everybody.</param>
/// <param name="IsMoved">It was snoozed or moved away from the time that the rule gives.</param>
public sealed record OccurrenceResponse(
    Guid ReminderId,
    string Occurrence,
    DateTimeOffset DueAt,
    string Title,
    string Kind,
    IReadOnlyList<OccurrencePet> Pets,
    string Status,
    DateTimeOffset? At,
    string? By,
    Guid? AssignedTo,
    bool IsMoved);

/// <summary>A pet that one time of a reminder is about.</summary>
public sealed record OccurrencePet(Guid Id, string Name);

/// <summary>What is to be done on some days.</summary>
/// <param name="From">First day, by the household's calendar.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Items">In the order in which they are due. Of today also what is left over from before.</param>
public sealed record AgendaResponse(DateOnly From, DateOnly To, IReadOnlyList<OccurrenceResponse> Items);

/// <summary>Says that one time of a reminder is done.</summary>
/// <param name="Occurrence">As the list names it: <c>2026-03-29T08:00</c>.</param>
/// <param name="WeightKg">Of a weight: what the scale showed, 0.001 to 2000; without it no weight is logged.</param>
/// <param name="Confirmed">Of a medication: it was given although the guard has a doubt.</param>
public sealed record OccurrenceDoneRequest(
    Guid ReminderId, string Occurrence, decimal? WeightKg = null, bool Confirmed = false);

/// <summary>Leaves one time of a reminder out, or takes back what was said about it.</summary>
public sealed record OccurrenceRequest(Guid ReminderId, string Occurrence);

/// <summary>Tells of it again later.</summary>
/// <param name="Minutes">From now, 1 to 1440.</param>
public sealed record SnoozeRequest(Guid ReminderId, string Occurrence, int Minutes);

/// <summary>Moves one time; the others stay.</summary>
/// <param name="DueAt">Wall time of the reminder's zone, to the minute, still to come, within a year.</param>
public sealed record RescheduleRequest(Guid ReminderId, string Occurrence, DateTime DueAt);

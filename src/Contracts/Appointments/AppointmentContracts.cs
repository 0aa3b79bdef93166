namespace PawPal.Contracts.Appointments;

/// <summary>Where somebody has to be with an animal.</summary>
/// <param name="Kind">vet, vaccination, grooming, dental, checkup, training, boarding, surgery, physio, blood test,
/// nail trim, or other.</param>
/// <param name="StartsAt">Wall time of the zone, to the minute, without an offset; years 2000 to 2200.</param>
/// <param name="EndsAt">The same, later, within 366 days; half an hour after the start when null.</param>
/// <param name="TimeZone">IANA name; the household's when null.</param>
/// <param name="Purpose">1 to 200 characters.</param>
/// <param name="Clinic">In words, 1 to 120 characters.</param>
/// <param name="ContactId">Of the household's contacts, where the clinic is one.</param>
/// <param name="PetIds">Up to 20.</param>
/// <param name="RemindMinutesBefore">Up to 5, each 1 to 40,320 (four weeks); a day and two hours when null, none when
/// empty.</param>
/// <param name="Note">1 to 1000 characters.</param>
public sealed record AppointmentRequest(
    string Kind,
    DateTime StartsAt,
    DateTime? EndsAt = null,
    string? TimeZone = null,
    string? Purpose = null,
    string? Clinic = null,
    Guid? ContactId = null,
    IReadOnlyList<Guid>? PetIds = null,
    IReadOnlyList<int>? RemindMinutesBefore = null,
    string? Note = null);

/// <summary>An appointment as the household keeps it.</summary>
/// <param name="At">The moment at which it starts.</param>
/// <param name="State">planned or cancelled.</param>
/// <param name="Version">Grows with each edit; the ETag.</param>
public sealed record AppointmentResponse(
    Guid Id,
    string Kind,
    DateTime StartsAt,
    DateTime EndsAt,
    string TimeZone,
    DateTimeOffset At,
    string? Purpose,
    string? Clinic,
    Guid? ContactId,
    IReadOnlyList<Guid> PetIds,
    IReadOnlyList<int> RemindMinutesBefore,
    string? Note,
    string State,
    DateTimeOffset CreatedAt,
    int Version) : IVersioned;

/// <summary>The appointment that is called off.</summary>
public sealed record CancelAppointmentRequest(Guid AppointmentId);

/// <summary>An iCalendar file.</summary>
/// <param name="Calendar">Its text: RFC 5545, up to 500 events.</param>
public sealed record ImportCalendarRequest(string Calendar);

/// <summary>What came of an import.</summary>
/// <param name="Imported">New appointments.</param>
/// <param name="Known">Events that had been imported before, by their UID.</param>
/// <param name="Skipped">Events that recur, lack a start or lie outside 2000 to 2200.</param>
public sealed record ImportCalendarResponse(int Imported, int Known, int Skipped);

/// <summary>A link under which a calendar program reads appointments and reminders.</summary>
/// <param name="Path">On this server; who knows it can read the plans. Shown once: keep it.</param>
public sealed record CalendarFeedResponse(Guid Id, DateTimeOffset CreatedAt, string? Path);

/// <summary>The links that are open.</summary>
public sealed record CalendarFeedsResponse(IReadOnlyList<CalendarFeedResponse> Feeds);

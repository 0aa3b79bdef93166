namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem AppointmentUnknown = new(
        "appointment-unknown", 404, "No such appointment in this household",
        "Choose one of the household's appointments.");

    public static readonly Problem AppointmentCancelled = new(
        "appointment-cancelled", 409, "The appointment is cancelled", "Make a new one.");

    public static readonly Problem AppointmentsTooMany = new(
        "appointments-too-many", 409, "The household has too many appointments",
        "A household keeps at most 5,000 appointments.");

    public static readonly Problem CalendarUnknown = new(
        "calendar-unknown", 404, "No calendar is at this link", "It was revoked or never existed; ask for a new link.");

    public static readonly Problem CalendarsTooMany = new(
        "calendars-too-many", 409, "The household has too many calendar links", "Revoke one of the ten first.");
}

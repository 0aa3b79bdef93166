namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem ReminderUnknown = new(
        "reminder-unknown", 404, "No such reminder in this household", "Choose one of the household's reminders.");

    public static readonly Problem OccurrenceUnknown = new(
        "occurrence-unknown", 404, "The reminder has no such time",
        "Name the time as the list of the day does, such as 2026-03-29T08:00.");

    public static readonly Problem RemindersTooMany = new(
        "reminders-too-many", 409, "The household has too many reminders",
        "A household keeps at most 200 reminders. Archive one first.");

    public static readonly Problem OccurrenceSettled = new(
        "occurrence-settled", 409, "This time is done or skipped already",
        "Reopen it first if it is still to be done.");

    public static readonly Problem ReminderNotActive = new(
        "reminder-not-active", 409, "The reminder rests", "Set its state to active first.");
}

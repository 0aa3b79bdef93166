namespace PawPal.Api.Reminders;

/// <summary>What a reminder is about: a kind of care, or anything else.</summary>
internal static class ReminderKind
{
    public const string Medication = "medication";
    public const string Weight = "weight";
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All =
    [
        "feeding", "water", "walk", "potty", Medication, Weight, "grooming", "symptom", "play", "training", "note",
        Other,
    ];

    /// <summary>True when "done" alone says all that the care log wants to know.</summary>
    public static bool IsLoggable(string kind) => kind is not ("symptom" or "note" or Other);
}

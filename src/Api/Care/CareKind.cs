namespace PawPal.Api.Care;

/// <summary>Kinds of events as they are stored, shown and named as a topic.</summary>
internal static class CareKind
{
    public const string Feeding = "feeding";
    public const string Water = "water";
    public const string Walk = "walk";
    public const string Potty = "potty";
    public const string Medication = "medication";
    public const string Weight = "weight";
    public const string Grooming = "grooming";
    public const string Symptom = "symptom";
    public const string Play = "play";
    public const string Training = "training";
    public const string Note = "note";

    public static readonly IReadOnlyList<string> All =
        [Feeding, Water, Walk, Potty, Medication, Weight, Grooming, Symptom, Play, Training, Note];

    public static bool Exists(string kind) => All.Contains(kind, StringComparer.Ordinal);
}

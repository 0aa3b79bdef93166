namespace PawPal.Api.Care;

/// <summary>Kinds of events as they are stored, shown and named as a topic.</summary>
internal static class CareKind
{
    public const string Feeding = "feeding";
    public const string Walk = "walk";
    public const string Medication = "medication";
    public const string Weight = "weight";

    public static readonly IReadOnlyList<string> All = [Feeding, Walk, Medication, Weight];

    public static bool Exists(string kind) => kind is Feeding or Walk or Medication or Weight;
}

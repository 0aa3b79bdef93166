namespace PawPal.Understanding;

/// <summary>Where a slot's value was said; a slot may have several places ("Max and Bella").</summary>
/// <param name="Slot">One of <see cref="SlotNames"/>.</param>
/// <param name="Start">Index of the first character in the text, from 0.</param>
/// <param name="Length">In characters; at least 1.</param>
public readonly record struct SlotSpan(string Slot, int Start, int Length);

/// <summary>The names of slots, as clients and the scorer see them.</summary>
public static class SlotNames
{
    public const string Pets = "pets";
    public const string Amount = "amount";
    public const string Unit = "unit";
    public const string Food = "food";
    public const string Medication = "medication";
    public const string Dose = "dose";
    public const string DurationMinutes = "duration_minutes";
    public const string DistanceKm = "distance_km";
    public const string WeightKg = "weight_kg";
    public const string When = "when";
    public const string Topic = "topic";
    public const string Recurrence = "recurrence";
    public const string Symptom = "symptom";
    public const string AppointmentKind = "appointment_kind";
    public const string Days = "days";
    public const string Species = "species";
    public const string Note = "note";
}

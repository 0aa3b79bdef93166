using System.Globalization;

namespace PawPal.Understanding;

/// <summary>Fills the slots of a frame from the facts of its clause.</summary>
internal static class SlotReader
{
    public static Slots Read(string intent, Facts f, Slots? model)
    {
        var slots = intent switch
        {
            Intents.LogFeeding => Feeding(f),
            Intents.LogWalk => Walk(f, model),
            Intents.LogMedication => Medication(f, model),
            Intents.LogWeight => new Slots(WeightKg: Weight(f)),
            _ => new Slots(),
        };
        return model is null ? slots : slots with
        {
            Food = slots.Food ?? (intent is Intents.LogFeeding ? model.Food : null),
            Unit = slots.Unit ?? (slots.Amount is null ? null : slots.Food is null ? model.Unit : null),
        };
    }

    private static Slots Feeding(Facts f)
    {
        var measure = f.Find(MeasureKind.Food) ?? f.Find(MeasureKind.Mass)
            ?? f.Measures.Find(m => m.Kind == MeasureKind.Number && m.Value > 0);
        var food = f.Things.Food;
        return measure is null
            ? new Slots(Food: food)
            : new Slots(Amount: Round(measure.Value), Unit: measure.Unit, Food: food);
    }

    // "Bella for twenty minutes and Max for forty": a bare number is of the kind said before.
    private static Slots Walk(Facts f, Slots? model)
    {
        var number = f.Find(MeasureKind.Number)?.Value;
        var duration = f.Find(MeasureKind.Duration)?.Value ?? (model?.DurationMinutes is null ? null : number);
        var distance = f.Find(MeasureKind.Distance)?.Value;
        return new(
            DurationMinutes: duration is { } minutes ? Round(minutes) : null,
            DistanceKm: distance is { } kilometres ? Round(kilometres) : null);
    }

    private static Slots Medication(Facts f, Slots? model)
    {
        // "A dose of Metacam, 1.2 ml": the exact measure says more.
        var dose = f.Measures.Find(m => m.DoseUnit is not null and not "dose") ?? f.Measures.Find(
            m => m.DoseUnit is not null);
        var medication = f.Things.Medication ?? MedicineOfVerb(f) ?? model?.Medication;
        if (dose is null)
        {
            var count = f.Measures.Find(m => m.Kind == MeasureKind.Number);
            var isCount = count is not null && IsCounted(f.S.Lexicon, medication);
            return new(Medication: medication, Dose: isCount ? Dose(count!.Value, "tablet") : null);
        }

        return new(Medication: medication ?? dose.DoseUnit, Dose: Dose(dose.Value, dose.DoseUnit!));
    }

    private static bool IsCounted(Lexicon lexicon, string? medication) =>
        medication is not null && lexicon.StartingWith(medication.Split(' ')[^1]).ToArray()
            .Any(p => p.Cue == Cue.CountedDose && p.Tokens.Length == 1);

    public static string? MedicineOfVerb(Facts f) =>
        f.Has(Cue.Medicated) && f.Value(Cue.Medicated) is { Length: > 1 } value ? value : null;

    public static string Dose(decimal value, string unit) =>
        Round(value).ToString("0.####", CultureInfo.InvariantCulture) + " " + unit;

    private static decimal? Weight(Facts f)
    {
        var mass = f.Measures.FindLast(m => m.IsMass);
        if (mass?.Kilograms is { } kilograms) return Round(kilograms);
        if (f.Measures.FindLast(m => m.Kind == MeasureKind.Number) is { } number) return Round(number.Value);
        return f.Times.OfType<TimePiece.Clock>().FirstOrDefault(c => c.Number is not null)?.Number;
    }

    private static decimal Round(decimal value) => Math.Round(value, 4) / 1.0000m;
}

namespace PawPal.Understanding;

/// <summary>Where in the text the value of each slot was said.</summary>
internal static class SpanReader
{
    private static readonly Cue[] Topics =
        [Cue.Potty, Cue.Grooming, Cue.FactTopic, Cue.CareTopic, Cue.Kind, Cue.Supplies, Cue.PlannedNoun, Cue.Topic,
            Cue.Overdue, Cue.PetList];

    public static IReadOnlyList<SlotSpan> Read(Facts f, Slots slots)
    {
        var spans = new List<SlotSpan>(4);
        for (var c = 0; c < f.Chunks.Count; c++)
            if (SlotOf(f, c, slots) is { } slot)
                Add(f, slot, c, spans);
        AddWords(f, SlotNames.Food, slots.Food, Cue.Food, spans);
        AddWords(f, SlotNames.Medication, slots.Medication, Cue.Medicated, spans);
        AddWords(f, SlotNames.Note, slots.Note, Cue.NoteLead, spans);
        AddCue(f, SlotNames.Symptom, slots.Symptom, [Cue.Symptom, Cue.Refused, Cue.Loose], spans);
        AddCue(f, SlotNames.AppointmentKind, slots.AppointmentKind, [Cue.Kind], spans);
        AddCue(f, SlotNames.Topic, slots.Topic, Topics, spans);
        spans.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
        return spans;
    }

    private static string? SlotOf(Facts f, int c, Slots slots) => f.Chunks[c] switch
    {
        { Pet: { } pet } => PetSlot(pet, slots),
        { Time: { } time } => TimeSlot(time, slots),
        { Measure: { } measure } => MeasureSlot(measure, slots),
        _ when slots.Species is not null && (f.Is(c, Cue.Species) || f.Is(c, Cue.SpeciesPlural)) => SlotNames.Species,
        _ => null,
    };

    private static string? PetSlot(PetMention pet, Slots slots)
    {
        if (slots.Pets is { } pets && (pet.Pets.Count == 0 || pet.Pets.Any(
            p => pets.Contains(p, StringComparer.Ordinal))))
            return SlotNames.Pets;
        return slots.Species is not null && pet.Species is not null ? SlotNames.Species : null;
    }

    private static string? TimeSlot(TimePiece time, Slots slots) => time switch
    {
        TimePiece.Every or TimePiece.Span or TimePiece.Until when slots.Recurrence is not null => SlotNames.Recurrence,
        TimePiece.MinutesAhead or TimePiece.Period when slots is { When: null, DurationMinutes: not null } =>
            SlotNames.DurationMinutes,
        _ when slots.When is not null => SlotNames.When,
        _ when slots.Recurrence is not null => SlotNames.Recurrence,
        _ when slots.Days is not null => SlotNames.Days,
        _ => null,
    };

    private static string? MeasureSlot(Measure measure, Slots slots) => measure switch
    {
        { Kind: MeasureKind.Duration } when slots.DurationMinutes is not null => SlotNames.DurationMinutes,
        { Kind: MeasureKind.Distance } when slots.DistanceKm is not null => SlotNames.DistanceKm,
        _ when slots.WeightKg is not null => SlotNames.WeightKg,
        { DoseUnit: not null } when slots.Dose is not null => SlotNames.Dose,
        _ when slots.Amount is not null => SlotNames.Amount,
        { Kind: MeasureKind.Number } when slots.Dose is not null => SlotNames.Dose,
        { Kind: MeasureKind.Number } when slots.DurationMinutes is not null => SlotNames.DurationMinutes,
        _ => null,
    };

    private static void Add(Facts f, string slot, int chunk, List<SlotSpan> spans)
    {
        var (start, length) = f.S.SpanOf(f.Chunks[chunk].Start, f.Chunks[chunk].End);
        if (length > 0) spans.Add(new(slot, start, length));
    }

    // The words themselves where they stand so in the text; else the word that stands for them ("wormed").
    private static void AddWords(Facts f, string slot, string? value, Cue otherwise, List<SlotSpan> spans)
    {
        if (value is null) return;
        var (from, _) = f.S.SpanOf(f.Chunks[0].Start, f.Chunks[0].End);
        if (f.S.IndexOf(value, from) is >= 0 and var at) spans.Add(new(slot, at, value.Length));
        else AddCue(f, slot, value, [otherwise, Cue.Medicine, Cue.MedicineHead], spans);
    }

    private static void AddCue(Facts f, string slot, string? value, Cue[] cues, List<SlotSpan> spans)
    {
        if (value is null) return;
        foreach (var cue in cues)
        {
            var chunk = f.Chunks.FindIndex(c => c.Kind == ChunkKind.Word && f.S.Has(c.Start, c.Length, cue));
            if (chunk < 0) continue;
            Add(f, slot, chunk, spans);
            return;
        }
    }
}

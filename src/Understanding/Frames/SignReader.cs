namespace PawPal.Understanding;

/// <summary>Signs of illness, potty and grooming.</summary>
internal static class SignReader
{
    private static readonly string[] GroomingOrder =
        ["nail trim", "teeth brushing", "ear cleaning", "bath", "haircut", "full groom", "brush"];

    public static Frame? Read(ClauseView view)
    {
        var f = view.F;
        if (view.Mood is Mood.Question || IsHedged(f)) return null;
        if (f.Has(Cue.Human) && !f.HasPet) return null;
        if (Symptom(view) is { } sign) return sign;
        if (view.Mood is Mood.Unreal) return null;
        // "A bath after rolling in poo": what is told comes first.
        var isGroomed = f.Has(Cue.Grooming) && f.First(Cue.Grooming) < f.First(Cue.Potty);
        return isGroomed ? Grooming(view) : Potty(view) ?? Grooming(view);
    }

    // "Seems tired" tells what was seen.
    private static bool IsHedged(Facts f) => f.Has(Cue.Hedge) && !f.Has(Cue.LogVerb)
        && !f.Is(f.First(Cue.Hedge), Cue.SoftHedge);

    private static bool Names(ClauseView view) => view.F.HasPet || view.Pets is { IsMentioned: true }
        or { Pets: not null } || view.Mood is Mood.LogCommand
        || view.Before?.Slots.Pets is not null;

    private static Frame? Symptom(ClauseView view)
    {
        var f = view.F;
        if (!Names(view) || f.HasAny(Cue.WeightChange) && !f.Has(Cue.Symptom)) return null;
        var label = f.Value(Cue.Symptom) ?? (IsRefusal(f) ? "not eating" : IsLoose(f) ? "diarrhoea" : null);
        if (label is null || (label is "not eating" && f.Things.Medication is not null)) return null;
        if (label is "bleeding" && f.Values(Cue.Potty).FirstOrDefault() is { } waste) label = waste is "poo"
            ? "blood in stool" : "blood in urine";
        // A negation of its own denies the sign: "no vomiting today".
        var at = f.First(Cue.Symptom);
        if (at > 0 && f.Is(at - 1, Cue.Negation) && !f.Is(at - 1, Cue.StopVerb)) return null;
        return new(Intents.LogSymptom, new(Symptom: label), Math.Round(0.95 * (1 - Math.Min(f.Doubt, 0.4)), 2));
    }

    // "His stools are really loose"
    private static bool IsLoose(Facts f) => f.Has(Cue.Loose)
        && f.Values(Cue.Potty).Contains("poo", StringComparer.Ordinal);

    // "Refused his breakfast"; a pill that is refused is no loss of appetite.
    private static bool IsRefusal(Facts f) => f.Has(Cue.Refused) && f.Things.Medication is null
        && (f.Has(Cue.Meal) || f.Things.Food is not null);

    private static Frame? Potty(ClauseView view)
    {
        var f = view.F;
        if (!f.Has(Cue.Potty) || !Names(view) || f.HasAny(Cue.NonFood, Cue.Harmful) && f.Has(Cue.Ate)) return null;
        if (f.HasAny(Cue.Ate, Cue.Fed)) return null;
        return new(Intents.LogPotty, new(Topic: PottyTopic(f)), 0.95);
    }

    public static string? PottyTopic(Facts f)
    {
        var kinds = f.Values(Cue.Potty).Where(k => k is not "-").Distinct(StringComparer.Ordinal).ToArray();
        return kinds.Contains("accident") || (kinds.Length > 0 && f.Has(Cue.Indoors)) ? "accident"
            : kinds.Contains("pee and poo") || kinds.Length > 1 ? "pee and poo" : kinds.FirstOrDefault();
    }

    private static Frame? Grooming(ClauseView view)
    {
        var f = view.F;
        if (GroomingTopic(view) is not { } topic || !Names(view)) return null;
        if (f.HasAny(Cue.Fed, Cue.Ate) && f.Things.Food is not null) return null;
        var length = f.Find(MeasureKind.Duration)?.Value;
        return new(Intents.LogGrooming, new(Topic: topic, DurationMinutes: length), 0.93);
    }

    public static string? GroomingTopic(ClauseView view)
    {
        var f = view.F;
        var said = f.Values(Cue.Grooming).ToHashSet(StringComparer.Ordinal);
        if (f.Has(Cue.EarCare) && f.Chunks.Exists(c => view.S.Is(c.Start, Cue.Ear))
            && f.Things.Medication is null)
            said.Add("ear cleaning");
        return Array.Find(GroomingOrder, said.Contains);
    }
}

namespace PawPal.Understanding;

/// <summary>What a plan, a question or a handover is about.</summary>
internal static class TopicReader
{
    private static readonly string[] Order =
    [
        "vaccination", "medication", "vet", "litter", "water", "grooming", "walk", "potty", "weight", "symptom",
        "feeding",
    ];

    /// <summary>The topic of a question or a reminder; bookings are topics here.</summary>
    public static string? Of(ClauseView view)
    {
        var f = view.F;
        if (f.Has(Cue.Supplies) && !f.Has(Cue.When)) return "supplies";
        var said = f.Values(Cue.CareTopic).ToHashSet(StringComparer.Ordinal);
        if (f.Values(Cue.Kind).Select(OfKind).FirstOrDefault() is { } kind) said.Add(kind);
        var isDose = f.Measures.Exists(m => m.Kind == MeasureKind.Dose);
        if ((f.Things.Medication is not null || isDose) && !said.Contains("vaccination")) said.Add("medication");
        if (f.Things.Food is not null || f.HasTopic("feeding")) said.Add("feeding");
        if (f.HasAny(Cue.Out, Cue.Walked) && said.Count == 0) said.Add("walk");
        if (f.HasAny(Cue.Fed, Cue.Ate, Cue.EatBase, Cue.FeedBase) && said.Count == 0) said.Add("feeding");
        if (said.Contains("symptom") && said.Contains("medication")) said.Remove("symptom");
        return Array.Find(Order, said.Contains) ?? f.Values(Cue.PlannedNoun).FirstOrDefault();
    }

    /// <summary>The fact of a pet that a topic of care stands for: "is Max on any medication".</summary>
    public static string? Fact(ClauseView view) => Of(view) switch
    {
        "feeding" => "diet",
        "vet" or "medication" => Of(view),
        _ => null,
    };

    /// <summary>The kind of a booking, the most exact one said.</summary>
    public static string? KindOf(Facts f)
    {
        string? found = null;
        foreach (var kind in f.Values(Cue.Kind))
            if (found is null or "vet" || (found is "checkup" or "grooming" && kind is not "vet" and not "checkup"))
                found = kind;
        return found;
    }

    private static string? OfKind(string kind) => kind switch
    {
        "vaccination" => "vaccination",
        "grooming" or "nail trim" => "grooming",
        "training" or "boarding" => null,
        _ => "vet",
    };

    private static bool TopicComesFirst(Facts f) =>
        f.First(Cue.CareTopic) >= 0 && f.First(Cue.CareTopic) < f.First(Cue.Kind)
            && f.Values(Cue.CareTopic).First() is "feeding" or "walk";

    /// <summary>The slots that name a planned item: a booking by its kind, everything else by its topic.</summary>
    public static Slots Planned(ClauseView view)
    {
        var noun = view.F.Values(Cue.PlannedNoun).FirstOrDefault();
        var kind = KindOf(view.F);
        var medication = view.F.Things.Medication;
        // "Skip her breakfast, she is having surgery"
        if (kind is not null && TopicComesFirst(view.F)) return new(Topic: view.F.Values(Cue.CareTopic).First());
        if (kind is not null && noun is not "reminder" && (medication is null || kind is "vaccination"))
            return new(AppointmentKind: kind);
        var topic = Of(view) ?? noun;
        return new(Topic: topic, Medication: topic is "medication" ? medication : null);
    }
}

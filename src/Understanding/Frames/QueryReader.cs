namespace PawPal.Understanding;

/// <summary>Questions whether, by whom or when last something was done.</summary>
internal static class QueryReader
{
    private static readonly Cue[] OtherQuestions =
    [
        Cue.Safety, Cue.PetFact, Cue.History, Cue.ScheduleAsk, Cue.WeightAsk, Cue.Harmful, Cue.HouseTask, Cue.Plan,
            Cue.Modal, Cue.DoAux, Cue.Future, Cue.Habit, Cue.Where, Cue.UndoNow,
    ];

    /// <summary>The topic asked for; null when the question is none of these.</summary>
    public static string? Topic(Facts f)
    {
        foreach (var other in OtherQuestions)
            if (f.Has(other) && !IsAllowed(f, other))
                return null;
        var isNamed = f.HasPet || f.HasAny(Cue.SubjectPronoun, Cue.ObjectPronoun, Cue.PossessivePronoun);
        if (IsOfSelf(f) || (f.Has(Cue.Human) && !isNamed)) return null;
        // "Who ate my sandwich?", "have you eaten?"
        if (f.HasAny(Cue.Ate, Cue.EatBase) && !isNamed && !f.Values(Cue.CareTopic).Contains("litter",
            StringComparer.Ordinal))
            return null;
        var topic = TopicOf(f);
        return topic is not null && AsksOfPast(f, topic) ? topic : null;
    }

    private static bool IsAllowed(Facts f, Cue other) => other switch
    {
        // "Can you tell me when ...", "do you know who ..." are only polite.
        Cue.Modal or Cue.DoAux or Cue.Future => f.Has(Cue.QueryOpen) && f.First(other) <= f.First(Cue.QueryOpen),
        Cue.WeightAsk => f.Has(Cue.Last) || TopicOf(f) is not null and not "weight",
        Cue.ScheduleAsk => f.Has(Cue.Last) && f.HasAny(Cue.BePast, Cue.When),
        Cue.Plan when f.Values(Cue.Kind).Any() => f.HasAny(Cue.Last, Cue.DidAux, Cue.Have, Cue.BePast),
        Cue.Plan => f.HasAny(Cue.When, Cue.QueryOpen) && f.First(Cue.Plan) == f.First(Cue.QueryOpen),
        _ => false,
    };

    // "Have I eaten?", "did we have lunch?"
    private static bool IsOfSelf(Facts f)
    {
        var self = f.First(Cue.Self);
        return self >= 0 && !f.HasPet && (f.Is(self + 1, Cue.Ate) || f.Is(self + 1, Cue.EatBase)
            || f.Is(self + 1, Cue.Had));
    }

    private static string? TopicOf(Facts f)
    {
        if (f.Things.Medication is not null || f.Has(Cue.Medicated) || f.HasTopic("medication")) return "medication";
        if (f.HasAny(Cue.Walked, Cue.WalkNoun) || f.HasTopic("walk")) return "walk";
        if (f.HasTopic("weight") || f.Has(Cue.Weighed)) return "weight";
        var isFeeding = f.HasTopic("feeding") || f.HasAny(Cue.Fed, Cue.Ate, Cue.Meal, Cue.EatBase, Cue.FeedBase)
            || f.Things.Food is not null;
        if (f.Values(Cue.CareTopic).Contains("litter", StringComparer.Ordinal)) return "litter";
        if (f.Has(Cue.Potty)) return "potty";
        if (f.Has(Cue.Symptom)) return "symptom";
        if (isFeeding) return "feeding";
        var care = f.Values(Cue.CareTopic).FirstOrDefault(t => t is "vet" or "litter" or "water" or "vaccination");
        if (care is "vet" && !f.HasAny(Cue.When, Cue.Last, Cue.Have, Cue.Been)) return null;
        return care ?? (f.Has(Cue.Grooming) ? "grooming" : f.Has(Cue.Out) ? "walk" : null);
    }

    private static bool AsksOfPast(Facts f, string topic)
    {
        if (string.Equals(topic, "weight", StringComparison.Ordinal)
            && !f.HasAny(Cue.When, Cue.Last, Cue.Have, Cue.DidAux, Cue.Who)
            && (!f.Has(Cue.BePast) || f.Has(Cue.What)))
            return false;
        return f.HasAny(
            Cue.When, Cue.Last, Cue.Have, Cue.HadAux, Cue.DidAux, Cue.BePast, Cue.Fed, Cue.Ate,
            Cue.Walked, Cue.Gave, Cue.Had, Cue.Took, Cue.Been, Cue.Done, Cue.Medicated, Cue.Yet) || f.HasSuffix;
    }
}

namespace PawPal.Understanding;

/// <summary>Decides which care a statement tells of.</summary>
internal static class LogReader
{
    private static readonly Cue[] NotCare =
        [Cue.Symptom, Cue.Potty, Cue.Grooming, Cue.Safety, Cue.PetFact, Cue.UndoNow];

    private static readonly Cue[] LightVerbs =
        [Cue.Had, Cue.Gave, Cue.Took, Cue.Did, Cue.Done, Cue.Applied, Cue.Ate, Cue.Fed, Cue.Been];

    /// <summary>The intent and how sure it is; null when the clause logs nothing that is kept.</summary>
    public static (string Intent, double Confidence)? Read(Facts f, Mood mood)
    {
        // "Strolled to the shops with both dogs" is no errand.
        var isErrand = f.Has(Cue.HouseTask) && !(f.Has(Cue.Walked) && f.HasPet);
        if (isErrand || f.HasAny(NotCare) || IsForPeople(f)) return null;
        var isLog = mood == Mood.LogCommand;
        if (IsHarmful(f) && f.HasAny(Cue.Ate, Cue.Had, Cue.Gave, Cue.Fed)) return null;
        if (Medication(f, isLog) is { } medication) return (Intents.LogMedication, medication);
        if (StrongFeeding(f, isLog) is { } strong) return (Intents.LogFeeding, strong);
        if (Walk(f, isLog) is { } walk) return (Intents.LogWalk, walk);
        if (IsWeight(f, isLog)) return (Intents.LogWeight, 0.97);
        return LightFeeding(f, isLog) is { } feeding ? (Intents.LogFeeding, feeding) : null;
    }

    // "I had chicken", "walked to the shop", "fed the baby"
    private static bool IsForPeople(Facts f)
    {
        if (f.Has(Cue.Human) && !f.HasPet && !IsAgent(f)) return true;
        var self = f.First(Cue.Self);
        if (self < 0) return false;
        var verb = self + 1;
        while (f.Is(verb, Cue.Have) || f.Is(verb, Cue.Already)) verb++;
        if (f.Is(verb, Cue.Ate) && !f.Is(verb, Cue.Gave)) return true;
        var hasPet = f.HasPet || f.HasAny(Cue.ObjectPronoun, Cue.PossessivePronoun);
        var isBodily = f.Is(verb, Cue.Had) || f.Is(verb, Cue.Took) || f.Is(verb, Cue.Weighed) || f.Is(verb, Cue.BeAux)
            || f.Is(verb, Cue.Walked);
        return isBodily && !hasPet && !f.Has(Cue.WalkNoun);
    }

    private static bool IsAgent(Facts f)
    {
        var human = f.First(Cue.Human);
        for (var c = human + 1; c <= human + 3; c++)
            if (f.Is(c, Cue.Fed) || f.Is(c, Cue.Gave) || f.Is(c, Cue.Walked) || f.Is(c, Cue.Took))
                return true;
        return false;
    }

    private static double? Medication(Facts f, bool isLog)
    {
        var named = f.Things.Medication is not null;
        if (f.Has(Cue.Medicated) && !(f.Things.Food is not null && !f.Things.IsAside)) return 0.97;
        var dose = f.Measures.Exists(m => m.Kind == MeasureKind.Dose);
        if (!named && !(dose && f.HasAny(Cue.Had, Cue.Gave, Cue.Took))) return null;
        if (f.Things.Food is not null && !f.Things.IsAside && f.Has(Cue.Ate) && !named) return null;
        if (!isLog && IsPlainPresent(f)) return null;
        var isDone = isLog || f.HasAny(LightVerbs);
        // "The course is finished" tells of no dose.
        var isState = f.Has(Cue.Done) && f.Has(Cue.BeAux) && !f.HasAny(Cue.Had, Cue.Gave, Cue.Took,
            Cue.PossessivePronoun);
        if ((!isDone || isState) && !f.HasPet) return null;
        var sure = f.Things.IsMedicineGuess ? 0.8 : 0.97;
        return isDone ? sure : sure - 0.3;
    }

    // "Dinner was lovely" tells of no pet; "Luna's dinner is at six" tells of a habit.
    private static bool IsDone(Facts f) =>
        f.HasAny(LightVerbs) && (f.HasPet || f.HasAny(Cue.Had, Cue.Gave, Cue.Took, Cue.Did, Cue.Done));

    private static bool IsPlainPresent(Facts f) =>
        f.Has(Cue.BeAux) && !f.HasAny(Cue.BePast) && !f.HasAny(LightVerbs)
            && !f.HasAny(Cue.Walked, Cue.GoneFor, Cue.Out);

    private static double? StrongFeeding(Facts f, bool isLog)
    {
        if (IsHarmful(f)) return null;
        if (f.Has(Cue.Fed))
        {
            var isTold = f.HasPet || Food(f) || f.HasAny(Cue.ObjectPronoun, Cue.SubjectPronoun, Cue.Meal);
            return isTold ? 0.97 : 0.75;
        }

        if (f.Is(f.First(Cue.Ate), Cue.FinishVerb) && f.Has(Cue.WalkNoun) && !Food(f) && !f.Has(Cue.Meal)) return null;
        if (!f.Has(Cue.Ate)) return isLog && f.HasAny(Cue.FeedBase, Cue.EatBase) && !f.Has(Cue.WalkNoun) ? 0.9 : null;
        if (f.Is(f.First(Cue.Ate), Cue.FinishVerb) && f.Has(Cue.BeAux) && !f.HasPet) return null;
        var isAte = f.HasPet || f.HasAny(Cue.SubjectPronoun, Cue.PossessivePronoun);
        return isAte ? 0.97 : 0.6;
    }

    private static bool IsHarmful(Facts f) =>
        f.Has(Cue.Harmful) || (f.Has(Cue.NonFood) && !(f.Has(Cue.PlantFood) && f.Things.Food is null && IsGrazer(f)));

    private static bool IsGrazer(Facts f) =>
        f.Chunks.Exists(c => c.Pet is { } pet && pet.Pets.Count > 0) && f.Grazers;

    private static bool Food(Facts f) => f.Things.Food is not null
        || f.Measures.Exists(m => m.Kind == MeasureKind.Food);

    private static double? Walk(Facts f, bool isLog)
    {
        var length = f.Find(MeasureKind.Duration) is not null || f.Find(MeasureKind.Distance) is not null;
        if (f.Has(Cue.Walked)) return 0.97;
        var isOut = f.HasAny(Cue.Out, Cue.WalkNoun);
        if (!isLog && IsPlainPresent(f)) return null;
        if (f.Has(Cue.WalkNoun) && (isLog || f.Has(Cue.GoneFor) || IsDone(f))) return 0.97;
        if (f.Has(Cue.GoneFor) && f.HasPet && length) return 0.85;
        if (f.HasAny(Cue.Took, Cue.GoneFor) && f.Has(Cue.Out)
            && (f.HasPet || f.HasAny(Cue.ObjectPronoun, Cue.SubjectPronoun)))
            return 0.95;
        if (f.Has(Cue.Been) && !f.Is(f.First(Cue.Been), Cue.Gave) && f.Has(Cue.Out) && f.HasPet) return 0.9;
        if ((isOut || f.Has(Cue.Took)) && f.HasPet && length && !Food(f)) return 0.85;
        if (f.Has(Cue.WalkNoun) && f.HasPet && !Food(f)) return 0.7;
        return f.HasAny(Cue.Did, Cue.LogVerb) && f.HasPet && length && !Food(f) ? 0.75 : null;
    }

    private static bool IsWeight(Facts f, bool isLog)
    {
        if (f.HasAny(Cue.Fed, Cue.Ate)) return false;
        if (Food(f) || f.Has(Cue.Meal)) return f.Has(Cue.Weighed) && Mass(f);
        if (f.Has(Cue.Comparison)) return false;
        if (f.Has(Cue.WeightChange) && !f.HasAny(Cue.Weighed, Cue.WeightLevel) && !StatesMass(f)) return false;
        if (f.Has(Cue.Weighed))
            return isLog || f.Measures.Count > 0 || f.Times.Exists(t => t is TimePiece.Clock { Number: not null });
        var isLevel = f.Has(Cue.WeightLevel) && f.HasPet && (f.HasSuffix || isLog) && f.Times.Count == 0;
        if (!Mass(f)) return isLevel && f.Find(MeasureKind.Number) is not null && (isLog || !f.HasAny(LightVerbs));
        return isLog || f.HasAny(Cue.BeAux, Cue.WeightLevel) || f.HasSuffix || (f.HasPet && f.OnlyMeasures);
    }

    // "She's lost a bit, she's 27 kilos": what she is, not what she lost.
    private static bool StatesMass(Facts f)
    {
        var mass = f.Chunks.FindIndex(c => c.Measure is { IsMass: true });
        return mass > 0 && (f.Is(mass - 1, Cue.BeAux) || f.S[f.Chunks[mass - 1].Start].IsSuffix);
    }

    private static bool Mass(Facts f) => f.Measures.Exists(m => m.IsMass);

    private static double? LightFeeding(Facts f, bool isLog)
    {
        if (IsHarmful(f)) return null;
        var isFood = Food(f) || f.Has(Cue.Meal);
        if (!isFood || (!isLog && IsPlainPresent(f))) return null;
        var isNamed = f.HasPet || f.HasAny(Cue.SubjectPronoun, Cue.ObjectPronoun, Cue.PossessivePronoun);
        if (isLog || IsDone(f)) return isNamed || isLog ? 0.95 : 0.55;
        var hasAmount = f.Measures.Exists(m => m.Kind is MeasureKind.Food or MeasureKind.Mass);
        return f.HasPet && (hasAmount || f.Has(Cue.Meal) || f.Times.Count > 0) ? 0.7 : null;
    }
}

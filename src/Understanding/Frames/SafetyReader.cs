namespace PawPal.Understanding;

/// <summary>Whether a pet may have something, and pleas after it had something harmful.</summary>
internal static class SafetyReader
{
    public static Frame? Read(Facts f, Sentence s, ResolvedPets pets, bool isQuestion)
    {
        var hasEaten = f.Has(Cue.Eaten) || f.Has(Cue.Ate);
        var isHarmful = f.Has(Cue.Harmful);
        var hasAnimal = f.HasPet || pets.IsMentioned || f.HasAny(Cue.Species, Cue.SpeciesPlural);
        if (f.HasAny(Cue.Plan) && !isHarmful) return null;
        var asks = f.Has(Cue.Safety) && (hasEaten || isHarmful || hasAnimal);
        var may = (isQuestion || (f.First(Cue.FoodAsk) == 0 && !f.HasAny(Cue.LogVerb, Cue.Done))) && hasAnimal
            && hasEaten && IsModal(f) && f.Things.Medication is null;
        var plea = isHarmful && hasAnimal && hasEaten && !f.Has(Cue.Negation) && !isQuestion;
        var help = f.HasAny(Cue.NonFood) && f.HasAny(Cue.HelpNow) && hasEaten;
        if (!asks && !may && !plea && !help) return null;
        return f.Has(Cue.HouseTask) && !hasAnimal ? null : Frame(f, s, pets);
    }

    /// <summary>Null when nothing is named that could be eaten.</summary>
    public static Frame? Frame(Facts f, Sentence s, ResolvedPets pets)
    {
        var food = Food(f, s);
        if (food is null) return null;
        var species = SpeciesOf(f);
        var names = f.Chunks.Where(c => c.Pet is { Species: null, Pets.Count: > 0 }
            && !s.Is(c.Start, Cue.Article)).SelectMany(c =>
            c.Pet!.Pets).ToArray();
        var group = f.Chunks.Find(c => c.Pet is { Species: not null, Pets.Count: > 0 }
            && ((s.Is(c.Start, Cue.Determiner) && !s.Is(c.Start, Cue.Article)) || s.Is(c.Start, Cue.Both)
                || s.Is(c.Start, Cue.All)))?.Pet?.Pets;
        IReadOnlyList<string>? named = names.Length > 0 ? names : group ?? (pets.IsPronoun ? pets.Pets : null);
        return new(Intents.FoodSafety, new(named, Food: food, Species: names.Length > 0 ? null : species), 0.95);
    }

    private static bool IsModal(Facts f) => f.First(Cue.FoodAsk) is >= 0 and < 4;

    private static string? SpeciesOf(Facts f) =>
        f.Chunks.Select(c => c.Pet?.Species).FirstOrDefault(x => x is not null)
            ?? f.Value(Cue.Species) ?? f.Value(Cue.SpeciesPlural);

    // The run of words that names what was or may be eaten: a known food before any other.
    private static string? Food(Facts f, Sentence s)
    {
        (int From, int To, int Worth) best = (0, 0, 0);
        for (var c = 0; c < f.Chunks.Count; c++)
        {
            if (!IsThing(f, c)) continue;
            var (from, worth) = (c, 0);
            for (; c < f.Chunks.Count && (IsThing(f, c) || (worth > 0 && IsJoin(f, c))); c++) worth += Worth(f, c);
            while (IsJoin(f, c - 1)) c--;
            if (worth > best.Worth) best = (from, c, worth);
        }

        return best.Worth == 0 ? null : s.Original(f.Chunks[best.From].Start,
            f.Chunks[best.To - 1].End).ToLowerInvariant();
    }

    private static bool IsJoin(Facts f, int c) => f.Is(c, Cue.And) && c + 1 < f.Chunks.Count && IsThing(f, c + 1);

    private static int Worth(Facts f, int c) =>
        f.Is(c, Cue.Food) || f.Is(c, Cue.Harmful) || f.Is(c, Cue.NonFood) ? 10 : f.Chunks[c].Kind == ChunkKind.Unknown
            ? 3
        : f.Is(c, Cue.Medicine) ? 4 : 0;

    private static bool IsThing(Facts f, int c) => c >= 0 && c < f.Chunks.Count
        && (f.Chunks[c].Kind == ChunkKind.Unknown || (f.Chunks[c].Kind == ChunkKind.Word && !f.Is(c, Cue.Skip)
            && !f.Is(c, Cue.Safety)
            && (f.Is(c, Cue.Food) || f.Is(c, Cue.FoodWord) || f.Is(c, Cue.Harmful) || f.Is(c, Cue.NonFood)
                || f.Is(c, Cue.Medicine))));
}

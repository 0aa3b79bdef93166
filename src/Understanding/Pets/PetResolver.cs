namespace PawPal.Understanding;

/// <param name="Pets">Null when nobody was named.</param>
/// <param name="Candidates">Not empty when a question must be asked.</param>
internal sealed record ResolvedPets(
    IReadOnlyList<string>? Pets, IReadOnlyList<string> Candidates, bool IsMentioned, bool IsGuess,
        bool IsPronoun = false);

/// <summary>Adds up the mentions of a clause: coordination, exceptions, owners, pronouns.</summary>
internal static class PetResolver
{
    public static ResolvedPets Resolve(Facts facts, PetIndex index, IReadOnlyList<string>? before)
    {
        var chosen = new List<string>();
        var unclear = new List<IReadOnlyList<string>>();
        var mentioned = false;
        var guess = false;
        var hasPlain = HasPlain(facts);
        for (var c = 0; c < facts.Chunks.Count; c++)
        {
            if (facts.Chunks[c].Pet is not { } mention) continue;
            if (IsLeftOut(facts, c)) continue;
            if (facts.Is(c - 1, Cue.Except) && chosen.Count > 0)
            {
                chosen.RemoveAll(p => mention.Pets.Contains(p, StringComparer.Ordinal));
                continue;
            }

            if (hasPlain && IsOwnerOnly(facts, c)) continue;
            mentioned = true;
            guess |= mention.IsGuess;
            var isCarried = mention is { IsPronoun: true, Pets.Count: 0 } && before is { Count: > 0 };
            var pets = isCarried ? before! : mention.Pets;
            if (pets.Count == 0 && chosen.Exists(p => mention.Candidates.Contains(p, StringComparer.Ordinal))) continue;
            if (pets.Count == 0) unclear.Add(mention.Candidates);
            chosen.AddRange(pets.Where(p => !chosen.Contains(p, StringComparer.Ordinal)));
        }

        // "What kind of dog is Max": the name says which.
        unclear.RemoveAll(candidates => candidates.Any(p => chosen.Contains(p, StringComparer.Ordinal)));
        if (unclear.Count > 0)
            return new(null, [.. unclear.SelectMany(c => c).Distinct(StringComparer.Ordinal)], true, guess);
        if (chosen.Count > 0) return new(InHouseholdOrder(chosen, index), [], true, guess);
        return mentioned ? new(null, index.All, true, guess) : OfPronoun(facts, index, before);
    }

    private static ResolvedPets OfPronoun(Facts facts, PetIndex index, IReadOnlyList<string>? before)
    {
        var isPronoun = facts.HasAny(Cue.ObjectPronoun, Cue.SubjectPronoun, Cue.PossessivePronoun) && !OnlyIt(facts);
        if (before is { Count: > 0 }) return new(before, [], isPronoun, false, isPronoun);
        if (!isPronoun) return new(null, [], false, false);
        return index.All.Count == 1 ? new(index.All, [], true, false, true) : new(null, index.All, true, false, true);
    }

    // "Log it" names nobody; "it ate" does.
    private static bool OnlyIt(Facts facts)
    {
        for (var c = 0; c < facts.Chunks.Count; c++)
        {
            if (facts.Is(c, Cue.PossessivePronoun) && !facts.Is(c, Cue.Skip)) return false;
            if ((facts.Is(c, Cue.ObjectPronoun) || facts.Is(c, Cue.SubjectPronoun))
                && (!facts.Is(c, Cue.Skip) || c == 0))
                return false;
        }

        return true;
    }

    // "took max out but left bella at home"
    private static bool IsLeftOut(Facts facts, int c) => facts.Is(c - 1, Cue.Left);

    private static bool HasPlain(Facts facts) =>
        facts.Chunks.Exists(c => c.Pet is { IsOwner: false }) || facts.Chunks.Exists(c => c.Pet is { IsOwner: true })
            && FirstOwnerIsSubject(facts);

    // In "Max's had Bella's dinner" the first ending is "has".
    private static bool FirstOwnerIsSubject(Facts facts)
    {
        var first = facts.Chunks.FindIndex(c => c.Pet is { IsOwner: true });
        return !IsOwnerOnly(facts, first);
    }

    /// <summary>"Bella's dinner", but neither "Bella's had dinner" nor "Bella's and Max's".</summary>
    private static bool IsOwnerOnly(Facts facts, int c)
    {
        if (facts.Chunks[c].Pet is not { IsOwner: true }) return false;
        var next = c + 2;
        while (facts.Is(next, Cue.Filler) || facts.Is(next, Cue.Already)) next++;
        var isVerb = facts.Is(next, Cue.Had) || facts.Is(next, Cue.Ate) || facts.Is(next, Cue.Fed)
            || facts.Is(next, Cue.Gave) || facts.Is(next, Cue.Took) || facts.Is(next, Cue.Walked)
            || facts.Is(next, Cue.GoneFor) || facts.Is(next, Cue.Been) || facts.Is(next, Cue.WeightLevel)
            || facts.Is(next, Cue.And) || facts.Is(next, Cue.Weighed) || next >= facts.Chunks.Count;
        var isJoined = facts.Is(c - 1, Cue.And) && c > 1 && facts.Chunks[c - 2].Kind == ChunkKind.Pet;
        return !isVerb && !isJoined && !(next < facts.Chunks.Count && facts.Chunks[next].Kind is ChunkKind.Measure);
    }

    private static List<string> InHouseholdOrder(List<string> chosen, PetIndex index) =>
        [.. index.All.Where(p => chosen.Contains(p, StringComparer.Ordinal))];
}

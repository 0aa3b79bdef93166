namespace PawPal.Understanding;

/// <summary>Finds who is meant: names, groups, species and pronouns.</summary>
internal sealed class PetFinder(Sentence s, PetIndex index)
{
    public (PetMention Mention, int End)? Read(int i)
    {
        if (!s[i].IsWord && !s[i].IsNumber) return null;
        return ReadName(i) ?? ReadVague(i) ?? ReadEveryone(i) ?? ReadGroup(i) ?? ReadSpecies(i);
    }

    /// <summary>A pronoun that stands for a pet; "her" before a noun is none.</summary>
    public PetMention Pronoun() =>
        index.All.Count == 1 ? new(index.All, [], IsPronoun: true) : new([], index.All, IsPronoun: true);

    /// <summary>Tries a word that nothing else explains as a misheard name, alone or with the next.</summary>
    public (PetMention Mention, int End)? Guess(int i)
    {
        if (!IsFree(i) || (i > 0 && s.Is(i - 1, Cue.Article))) return null;
        var word = s[i].Text;
        var like = index.Like(word);
        if (like.Count == 0 && s.Lexicon.WithoutOwnerEnding(word) is { } owner) like = index.Like(owner);
        if (like.Count > 0) return (Meant(like, true), i + 1);
        if (i + 1 >= s.Count || !IsFree(i + 1)) return null;
        like = index.Like(word + s[i + 1].Text);
        return like.Count > 0 ? (Meant(like, true), i + 2) : null;
    }

    private bool IsFree(int i) => s[i].IsWord && !s[i].IsSuffix && s.LongestAt(i) == 0;

    private static PetMention Meant(IReadOnlyList<string> pets, bool isGuess = false) =>
        pets.Count == 1 ? new(pets, [], IsGuess: isGuess) : new([], pets, IsGuess: isGuess);

    private (PetMention Mention, int End)? ReadName(int i)
    {
        if (index.Named(s, i) is not { } named) return null;
        // A pet called Biscuit eats a biscuit: after "a", "some" or a number the word is what it always is.
        var isWord = named.End == i + 1 && s.LongestAt(i) > 0;
        var follows = i > 0 && (s.Is(i - 1, Cue.Article) || s.Is(i - 1, Cue.NumberWord) || s[i - 1].IsNumber
            || s.Is(i - 1, Cue.Of) || s.Is(i - 1, Cue.Portion) || s.Is(i - 1, Cue.Determiner));
        if (isWord && (follows || s.LongestAt(i) > 1)) return null;
        return (Meant(named.Pets), named.End);
    }

    private (PetMention Mention, int End)? ReadVague(int i)
    {
        var length = s.Length(i, Cue.Vague);
        if (length == 0 || length < s.LongestAt(i)) return null;
        for (var k = i; k < i + length; k++)
        {
            var species = Species(k);
            if (species is not null && index.OfSpecies(species) is { Count: > 0 } candidates)
                return (Meant(candidates) with { Species = species }, i + length);
        }

        return (index.All.Count == 1 ? new(index.All, []) : new PetMention([], index.All), i + length);
    }

    private (PetMention Mention, int End)? ReadEveryone(int i)
    {
        // German "alle acht Stunden" names nobody.
        if (s.Is(i, Cue.Every) && RecurrenceParser.Read(s, i) is not null) return null;
        if (s.Length(i, Cue.Everyone) is > 0 and var all && all >= s.LongestAt(i) && index.All.Count > 0)
            return (new(index.All, []), i + all);
        return null;
    }

    // "both dogs", "all of the cats", "all three cats", "the two dogs", "each dog", "both of them"
    private (PetMention Mention, int End)? ReadGroup(int i)
    {
        if (s.Is(i, Cue.Every) && RecurrenceParser.Read(s, i) is not null) return null;
        var both = s.Length(i, Cue.Both);
        var at = i + (both > 0 ? both : s.Length(i, Cue.All));
        // "Both eyes" are nobody.
        if (both > 0 && s.Is(at, Cue.BodyPart)) return null;
        var isAll = at > i && both == 0;
        if (at == i && s.Is(at, Cue.Determiner)) at++;
        else if (at > i && s.Is(at, Cue.Determiner)) at++;
        decimal? count = both > 0 ? 2 : null;
        if (at < s.Count && NumberParser.ReadWhole(s, at) is { } number && number.Value is > 0 and < 100)
            (count, at) = (number.Value, number.End);
        var plural = s.Find(at, Cue.SpeciesPlural);
        var single = s.Find(at, Cue.Species);
        if (plural.Length > 0 || (single.Length > 0 && (isAll || count is not null)))
            return OfSpecies(plural.Length > 0 ? plural : single, count, at);
        if (both > 0) return (Both(), at);
        return isAll && count is { } n && index.All.Count == n ? (new(index.All, []), at) : null;
    }

    private (PetMention Mention, int End)? OfSpecies(Match word, decimal? count, int at)
    {
        var end = at + word.Length;
        if (end < s.Count && (s.Is(end, Cue.Food) || s.LongestAt(at) > word.Length)) return null;
        var pets = index.OfSpecies(word.Value);
        if (pets.Count == 0) return null;
        var fits = count is null || count == pets.Count;
        return (fits ? new(pets, [], Species: word.Value) : new([], pets, Species: word.Value), end);
    }

    private PetMention Both() => index.All.Count == 2
        ? new(index.All, [], IsBoth: true)
        : new([], index.All, IsPronoun: true, IsBoth: true);

    private (PetMention Mention, int End)? ReadSpecies(int i)
    {
        var at = s.Is(i, Cue.Determiner) ? i + 1 : i;
        if (s.Is(at, Cue.PetNoun) && at > i && !s.Is(i, Cue.Article)
            && s.LongestAt(at) == 1) return (Meant(index.All), at + 1);
        if (Species(at) is not { } species || s.Find(at, Cue.Species) is not { Length: > 0 } word) return null;
        var end = at + word.Length;
        var isModifier = s.Is(end, Cue.Food) || s.Is(end, Cue.FoodWord);
        if (s.LongestAt(at) > word.Length || isModifier) return null;
        var pets = index.OfSpecies(species);
        return pets.Count == 0 ? null : (Meant(pets) with { Species = species }, end);
    }

    private string? Species(int i) =>
        s.Find(i, Cue.Species) is { Length: > 0 } one ? one.Value
        : s.Find(i, Cue.SpeciesPlural) is { Length: > 0 } many ? many.Value
        : null;
}

using System.Globalization;

namespace PawPal.Understanding;

/// <summary>"Add a new dog called Rocky."</summary>
internal static class AddPetReader
{
    public static Frame? Read(Facts f, Sentence s)
    {
        var hasNew = f.Has(Cue.NewPet);
        var verb = f.Lead(Cue.AddPetVerb, Cue.NewPet);
        if (verb < 0 || f.HasAny(Cue.When, Cue.Who, Cue.QueryOpen, Cue.Remind, Cue.Kind, Cue.PlannedNoun)
            || f.Times.Exists(t => t is TimePiece.Clock)) return null;
        var species = SpeciesOf(f, s);
        var isAdd = f.Is(verb, Cue.NewPet) || s.Is(f.Chunks[verb].Start, Cue.AddStrong);
        var named = f.First(Cue.Named);
        var frame = Frame(f, s);
        var names = frame.Slots.Pets ?? [];
        if (!hasNew && !(isAdd && (species is not null || f.Has(Cue.PetNoun)))
            && !(named > verb && species is not null)) return null;
        if (!hasNew && named < 0 && f.HasPet && species is null) return null;
        var isBare = species is not null && f.Doubt == 0 && f.Measures.Count == 0 && f.Lead(Cue.AddPetVerb) >= 0
            && f.Chunks.TrueForAll(c => c.Pet is null or { Pets.Count: 0 });
        if (!hasNew && names.Count == 0 && !isBare) return null;
        if (f.HasAny(Cue.NotesOf, Cue.Supplies) || f.Has(Cue.HouseTask) && names.Count == 0) return null;
        return frame;
    }

    public static Frame Frame(Facts f, Sentence s)
    {
        var named = f.First(Cue.Named);
        var names = named >= 0 ? Names(s, f.Chunks[named].End, f.Chunks[^1].End) : Unknown(f, s);
        var profile = f.First(Cue.NewPet);
        if (names.Count == 0 && profile >= 0 && s.Is(f.Chunks[profile].End - 1, Cue.ForSpan))
            names = Names(s, f.Chunks[profile].End, f.Chunks[^1].End);
        return new(Intents.AddPet, new(Pets: names.Count > 0 ? names : null, Species: SpeciesOf(f, s)), 0.95);
    }

    private static string? SpeciesOf(Facts f, Sentence s)
    {
        foreach (var chunk in f.Chunks)
            for (var i = chunk.Start; i < chunk.End; i++)
            {
                if (s.Find(i, Cue.Species) is { Length: > 0 } one) return one.Value;
                if (s.Find(i, Cue.SpeciesPlural) is { Length: > 0 } many) return many.Value;
            }

        return null;
    }

    // "called Rocky", "named Salt and Pepper", "name Mister Socks, species cat"
    private static List<string> Names(Sentence s, int at, int end)
    {
        var names = new List<string>();
        var words = new List<string>();
        for (; at < end; at++)
        {
            var isAnd = s.Is(at, Cue.And);
            var ends = s[at].IsMark || isAnd || s[at].IsSuffix || IsEnd(s, at, words.Count);
            if (!ends)
            {
                words.Add(s.Original(at, at + 1));
                continue;
            }

            if (words.Count > 0) names.Add(Title(words));
            words.Clear();
            if (!isAnd) break;
        }

        if (words.Count > 0) names.Add(Title(words));
        return names;
    }

    private static bool IsEnd(Sentence s, int at, int words) =>
        s[at].IsNumber || words == 3 || (words > 0 && (s.Is(at, Cue.NameEnd) || s.Is(at, Cue.Species)
            || s.Is(at, Cue.Article)
            || s.Is(at, Cue.Determiner)
            || s.Is(at, Cue.SubjectPronoun) || s.Is(at, Cue.Preposition) || s.Is(at, Cue.BeAux) || s.Is(at, Cue.Filler)
            || s.Is(at, Cue.SpeciesPlural) || s.Is(at, Cue.LogVerb) || s.Is(at, Cue.Polite) || s.Is(at, Cue.Who)
                || s.Is(at, Cue.Already)));

    /// <summary>The name that starts there, as names are written.</summary>
    public static string? Named(Sentence s, int at) => Names(s, at, s.Count).FirstOrDefault();

    private static string Title(List<string> words) =>
        string.Join(' ', words.Select(w => char.ToUpper(w[0], CultureInfo.InvariantCulture) + w[1..]));

    // "Add Rocky the dog": the words that nothing explains.
    private static List<string> Unknown(Facts f, Sentence s) =>
        f.Chunks.Find(c => c.Kind == ChunkKind.Unknown || c.Pet is { IsGuess: true }) is { } first
            && s[first.Start].Text.Length > 1 ? Names(s, first.Start, f.Chunks[^1].End) : [];
}

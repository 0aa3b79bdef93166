namespace PawPal.Understanding;

/// <summary>"Note that Pip prefers coriander": what is remembered in the speaker's own words.</summary>
internal static class NoteReader
{
    /// <summary>Where the note's words begin; -1 when no note is asked for.</summary>
    public static int Start(Facts f)
    {
        var lead = f.Lead(Cue.NoteLead, Cue.LogVerb, Cue.Reschedule);
        if (lead < 0) return IsTrailed(f) ? 0 : Heading(f);
        for (var c = lead + 1; c < f.Chunks.Count; c++)
            if (f.Is(c, Cue.NotesOf))
                return c + 1;
        return f.Is(lead, Cue.NoteLead) ? lead + 1 : -1;
    }

    // "Bella learned to roll over, note that"
    private static bool IsTrailed(Facts f)
    {
        var last = f.Chunks.FindLastIndex(c => c.Kind != ChunkKind.Mark);
        return last > 2 && f.Is(last, Cue.NoteLead) && f.Is(last, Cue.LogVerb) && f.Chunks[0].Kind is ChunkKind.Pet;
    }

    // "Add to Max's notes that he fears dogs" is about Max alone.
    private static IReadOnlyList<string>? Headed(Facts f, int from) => f.Chunks[..from].Exists(c =>
            c.Kind == ChunkKind.Word && f.S.Has(c.Start, c.Length, Cue.NotesOf))
        ? f.Chunks[..from].Find(c => c.Pet is { Pets.Count: > 0 })?.Pet?.Pets : null;

    // "For Luna's notes: ..."
    private static int Heading(Facts f)
    {
        var notes = f.First(Cue.NotesOf);
        return notes is > 0 and < 5 && f.Is(0, Cue.Preposition) && f.Chunks[..notes].Exists(c => c.Pet is not null)
            ? notes + 1 : -1;
    }

    public static Frame? Read(Facts f, ResolvedPets pets, DateTime now)
    {
        var from = Start(f);
        if (from < 0 || f.HasAny(Cue.Supplies) && !f.HasPet) return null;
        while (from < f.Chunks.Count && (f.Is(from, Cue.NoteFor) || f.Chunks[from].Kind == ChunkKind.Mark)) from++;
        if (!f.HasPet && !f.Values(Cue.CareTopic).Any() && !f.HasAny(Cue.Species, Cue.SpeciesPlural, Cue.PetNoun))
            return null;
        var to = from == 0 && IsTrailed(f) ? f.Chunks.FindLastIndex(c => c.Kind != ChunkKind.Mark) : f.Chunks.Count;
        var note = f.Original(from, to);
        if (note.Length == 0 || (!f.HasPet && f.HasAny(Cue.HouseTask, Cue.Human) && !f.Values(Cue.CareTopic).Any()))
            return null;
        var past = f.Times.Count > 0 && !f.IsAhead ? TimeResolver.Resolve(f.Times, now) : null;
        var when = past is { Precision: Precision.Day or Precision.Exact or Precision.Approximate, IsPast: true }
            ? past : null;
        return new(Intents.LogNote, new(Headed(f, from) ?? (pets.IsMentioned ? pets.Pets
            : null), When: when?.When, WhenPrecision: when?.Precision,
            Note: note), 0.9);
    }
}

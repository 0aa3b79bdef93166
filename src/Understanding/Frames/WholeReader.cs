namespace PawPal.Understanding;

/// <summary>What an utterance means as a whole, before it is cut into clauses: greetings, notes, new pets, help,
/// undo.</summary>
internal sealed class WholeReader(Sentence s, PetIndex index, DateTime now)
{
    public bool IsGreeting(List<Chunk> chunks) =>
        chunks.Exists(c => Is(c, Cue.Greeting) || Is(c, Cue.Wake) || IsPartAlone(c))
        && chunks.TrueForAll(c => c.Kind == ChunkKind.Mark || Is(c, Cue.Greeting) || Is(c, Cue.Wake)
            || Is(c, Cue.Filler) || Is(c, Cue.All) || IsPartAlone(c) || c.Pet is { Pets.Count: 0, Species: null });

    // "Morning!"
    private bool IsPartAlone(Chunk c) => c.Time is TimePiece.Part && c.Length <= 2 && s.Is(c.Start, Cue.Greeting);

    private bool Is(Chunk c, Cue cue) => c.Kind == ChunkKind.Word && s.Has(c.Start, c.Length, cue);

    // "So" opens a sentence, or joins two.
    public void RemoveFillers(List<Chunk> chunks)
    {
        var isOpening = true;
        for (var c = 0; c < chunks.Count; c++)
        {
            if (chunks[c].Kind == ChunkKind.Word && IsFiller(chunks[c]) && (isOpening || !Is(chunks[c], Cue.Link)))
                chunks.RemoveAt(c--);
            else if (chunks[c].Kind != ChunkKind.Mark) isOpening = false;
        }
    }

    private bool IsFiller(Chunk c) =>
        (s.Has(c.Start, c.Length, Cue.Filler) && !s.Has(c.Start, c.Length, Cue.Had))
            || s.Has(c.Start, c.Length, Cue.Wake);

    public Frame? Read(Facts f, bool asks)
    {
        var everyone = PetResolver.Resolve(f, index, null);
        if (AddPetReader.Read(f, s) is { } added) return added;
        if (f.Has(Cue.Safety) && SafetyReader.Read(f, s, everyone, asks) is { } safety) return safety;
        if (Note(f, everyone) is { } note) return note;
        return HelpOrUndo(f);
    }

    // A note that tells of care is that care, unless it tells of a habit or a wish.
    private Frame? Note(Facts f, ResolvedPets pets)
    {
        if (NoteReader.Start(f) < 0 || NoteReader.Read(f, pets, now) is not { } note) return null;
        if (f.HasAny(Cue.QueryOpen, Cue.Remind) || f.Values(Cue.PlannedNoun).Contains("reminder",
            StringComparer.Ordinal)) return null;
        var mood = MoodReader.Read(f, false);
        if (f.Has(Cue.NotesOf) || f.Has(Cue.NoteFor) || mood is Mood.Unreal or Mood.Question) return note;
        var view = new ClauseView(s, f, mood, pets, index, now, null, false);
        var care = SignReader.Read(view) ?? (LogReader.Read(f, mood) is { Confidence: > 0.9 } log
            ? new(log.Intent, new Slots()) : null);
        return care is null || (care.Intent is Intents.LogSymptom && !f.Has(Cue.LogVerb)) || f.Doubt > 0.3 ? note
            : null;
    }

    private static Frame? HelpOrUndo(Facts f)
    {
        if (IsHelp(f)) return new(Intents.Help, new Slots(Topic: f.Has(Cue.HelpNow) ? null : TopicOfHelp(f)), 0.97);
        var (topic, isUndo) = UndoReader.Read(f);
        if (!isUndo) return null;
        var pets = f.Chunks.Find(c => c.Pet is { Pets.Count: > 0 })?.Pet?.Pets;
        return new(Intents.Undo, new Slots(pets, Topic: topic), 0.95);
    }

    // "Help, Max is choking" needs a vet, not a list of commands.
    private static bool IsHelp(Facts f)
    {
        if (f.HasAny(Cue.Symptom, Cue.Harmful, Cue.HouseTask, Cue.Safety, Cue.Human)) return false;
        if (f.Has(Cue.HelpNow)) return !f.HasPet && f.Doubt < 0.2 && f.Things.Food is null;
        return f.Has(Cue.HelpHow) && !f.HasPet && !f.Has(Cue.Place)
            && f.HasAny(Cue.LogVerb, Cue.UndoVerb, Cue.Remind, Cue.CancelVerb, Cue.SkipVerb, Cue.NewPet,
                Cue.PlannedNoun)
            && f.Doubt < 0.3;
    }

    private static string? TopicOfHelp(Facts f) =>
        f.HasTopic("medication") ? "medication" : f.HasTopic("walk") ? "walk" : f.HasTopic("weight") ? "weight"
        : f.HasTopic("feeding") ? "feeding"
        : f.Values(Cue.PlannedNoun).FirstOrDefault() ?? (f.Has(Cue.Remind) ? "reminder" : null);
}

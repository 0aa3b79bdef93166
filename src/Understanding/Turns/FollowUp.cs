namespace PawPal.Understanding;

/// <summary>Sentences that say only what is new: everything else stands in the turn before.</summary>
internal sealed class FollowUp(Sentence s, PetIndex index, DateTime now, Conversation before)
{
    /// <summary>Null when the sentence stands on its own.</summary>
    public Understood? Read(List<Chunk> chunks)
    {
        if (before.Frames.Count == 0 || before.Frames[0].Intent is Intents.OutOfScope) return null;
        var said = chunks.FindAll(c => c.Kind is not ChunkKind.Mark && !Is(c, Cue.Filler));
        if (before.Question is { Kind: QuestionKind.Confirmation } && Consent() is { } isYes)
            return new(before.Frames) { Consent = isYes };
        if (said.Count == 0) return null;
        var f = new Facts(s, new Clause(said, null, false));
        return Answer(f) ?? Again(f) ?? Correction(f);
    }

    // Only a whole answer counts: "yes, but Luna" is more than a yes.
    private bool? Consent()
    {
        var to = s.Count;
        while (to > 0 && s[to - 1].IsMark) to--;
        var said = string.Join(' ', Enumerable.Range(0, to).Where(i => !s[i].IsMark).Select(i => s[i].Text));
        return s.Lexicon.Says(Cue.Yes, said) ? true : s.Lexicon.Says(Cue.No, said) ? false : null;
    }

    private bool Is(Chunk c, Cue cue) => c.Kind == ChunkKind.Word && s.Has(c.Start, c.Length, cue);

    private bool IsBare(Facts f, params Cue[] more) => f.Chunks.TrueForAll(c =>
        c.Kind is ChunkKind.Pet or ChunkKind.Time or ChunkKind.Measure
        || Is(c, Cue.And) || Is(c, Cue.Skip) || Is(c, Cue.Article) || Is(c, Cue.Both) || s[c.Start].IsSuffix
        || Array.Exists(more, cue => Is(c, cue)));

    // "Bella or Max?" - "Max"; "When?" - "at eight tonight"; "What is its name?" - "Rocky"
    private Understood? Answer(Facts f)
    {
        if (before.Question is not { } question) return null;
        Frame[] frames = [.. before.Frames.Select(frame => Answered(frame, question, f) ?? frame)];
        return frames.SequenceEqual(before.Frames) ? null : new(frames);
    }

    private Frame? Answered(Frame frame, Question question, Facts f)
    {
        var slots = frame.Slots;
        var isBare = IsBare(f, Cue.At, Cue.On);
        return question.Slot switch
        {
            SlotNames.Pets when frame.Intent is Intents.AddPet => slots.Pets is null && NewName(f) is { } name
                ? With(frame, [name]) : null,
            SlotNames.Pets => isBare && slots.Pets is null && PetsOf(f) is { } pets ? With(frame, pets) : null,
            SlotNames.When => isBare ? Timed(frame, f) : null,
            SlotNames.AppointmentKind => TopicReader.KindOf(f) is { } kind && IsBare(f, Cue.Kind, Cue.PlannedNoun)
                ? frame with { Slots = slots with { AppointmentKind = kind } } : null,
            SlotNames.Species => (f.Chunks.Find(c => c.Pet is { Species: not null })?.Pet?.Species
                ?? f.Value(Cue.Species))
                is { } species && IsBare(f, Cue.Species)
                ? frame with { Slots = slots with { Species = species } } : null,
            SlotNames.Symptom => f.Value(Cue.Symptom) is { } sign && !f.HasPet && f.Chunks.Count < 4
                ? frame with { Slots = slots with { Symptom = sign } } : null,
            SlotNames.Food => f.Things.Food is { } food && IsBare(f, Cue.Food, Cue.FoodWord, Cue.Portion)
                ? frame with { Slots = slots with { Food = food } } : null,
            SlotNames.Note when question.Candidates.Count > 0 => Chosen(question.Candidates) is { } title
                ? frame with { Slots = slots with { Note = title, Topic = null } } : null,
            SlotNames.WeightKg or SlotNames.Amount or SlotNames.Dose or SlotNames.DurationMinutes when isBare =>
                Measured(frame, f),
            _ => null,
        };
    }

    private Frame? Timed(Frame frame, Facts f)
    {
        if (RecurrenceWriter.Write(f.Times, now) is { } rule && frame.Intent is Intents.CreateReminder)
            return frame with { Slots = frame.Slots with { Recurrence = rule } };
        return WhenOf(frame, f) is { } when ? At(frame, when) : null;
    }

    private static Frame? Measured(Frame frame, Facts f)
    {
        var slots = frame.Slots;
        foreach (var measure in f.Measures) slots = Measured(frame.Intent, slots, measure);
        return slots == frame.Slots ? null : frame with { Slots = slots };
    }

    // One word or two that nothing explains; "nothing" and "a dog" are no names.
    private string? NewName(Facts f) =>
        f.Chunks.Count is 1 or 2 or 3 && f.Chunks.Find(c => c.Kind == ChunkKind.Unknown
            || c.Pet is { IsGuess: true }) is { } word
            ? AddPetReader.Named(s, word.Start) : null;

    // The one candidate that has all words of the answer: "the brush one" means "brush Pip".
    private string? Chosen(IReadOnlyList<string> candidates)
    {
        string[] said = [.. Enumerable.Range(0, s.Count)
            .Where(i => s[i].IsWord && !s[i].IsSuffix && !s.Is(i, Cue.Skip) && !s.Is(i, Cue.Filler)).Select(
                i => s[i].Text)];
        if (said.Length == 0) return null;
        var fitting = candidates.Where(candidate =>
        {
            var words = s.Lexicon.Tokenizer.Tokenize(candidate).ConvertAll(t => t.Text);
            return Array.TrueForAll(said, word => words.Contains(word, StringComparer.Ordinal));
        }).ToArray();
        return fitting is [var only] ? only : null;
    }

    private IReadOnlyList<string>? PetsOf(Facts f)
    {
        if (before.Question is { Candidates.Count: > 0 } question)
        {
            if (f.Chunks.Exists(c => c.Pet is { IsBoth: true } || Is(c, Cue.Both)) && question.Candidates.Count == 2)
                return question.Candidates;
            if (f.Chunks.Exists(c => Is(c, Cue.All) || Is(c, Cue.Everyone))) return question.Candidates;
        }

        return PetResolver.Resolve(f, index, null) is { IsMentioned: true, Pets: { Count: > 0 } pets } ? pets : null;
    }

    // "The same for Max", "and Luna", "what about Pip?"
    private Understood? Again(Facts f)
    {
        var isAgain = f.Has(Cue.Same) || f.Is(0, Cue.And) || f.Value(Cue.QueryOpen) is not null || f.Has(Cue.Too);
        if (!isAgain || !IsBare(f, Cue.Same, Cue.QueryOpen, Cue.Too) || PetsOf(f) is not { } pets) return null;
        var isAsked = f.Has(Cue.QueryOpen);
        var wasAsked = before.Frames.All(frame => frame.Intent.StartsWith("query_", StringComparison.Ordinal));
        if (isAsked != wasAsked && !(wasAsked && f.Is(0, Cue.And))) return null;
        return new([.. before.Frames.Select(frame => Revised(With(frame, pets), f))]);
    }

    // "No, Mochi, not Luna", "make that half past", "sorry, two cups"
    private Understood? Correction(Facts f)
    {
        var opens = f.Is(0, Cue.Correction) || f.Is(0, Cue.Negation) || f.Has(Cue.MakeThat);
        if (!opens || !IsBare(f, Cue.Correction, Cue.Negation, Cue.Except, Cue.MakeThat, Cue.SubjectPronoun, Cue.At))
            return null;
        var last = before.Frames[^1];
        var revised = Revised(last, f);
        if (Meant(f) is { Count: > 0 } pets) revised = With(revised, pets);
        return revised == last ? null : new([.. before.Frames.SkipLast(1), revised]) { Revises = true };
    }

    // The pet that is not denied.
    private List<string> Meant(Facts f)
    {
        var meant = new List<string>();
        for (var c = 0; c < f.Chunks.Count; c++)
            if (f.Chunks[c].Pet is { Pets: { Count: > 0 } pets } && !(c > 0 && Denies(f.Chunks[c - 1])))
                meant.AddRange(pets);
        return meant;
    }

    private bool Denies(Chunk c) => Is(c, Cue.Except) || (Is(c, Cue.Negation) && !Is(c, Cue.Correction));

    private Frame Revised(Frame frame, Facts f)
    {
        var slots = frame.Slots;
        if (WhenOf(frame, f) is { } when) slots = slots with { When = when.When, WhenPrecision = when.Precision };
        foreach (var measure in f.Measures) slots = Measured(frame.Intent, slots, measure);
        return frame with { Slots = slots };
    }

    private static Slots Measured(string intent, Slots slots, Measure measure) => (intent, measure.Kind) switch
    {
        (Intents.LogWalk, MeasureKind.Duration) => slots with { DurationMinutes = measure.Value },
        (Intents.LogWalk, MeasureKind.Distance) => slots with { DistanceKm = measure.Value },
        (Intents.LogWalk, MeasureKind.Number) => slots with { DurationMinutes = measure.Value },
        (Intents.LogFeeding, MeasureKind.Food or MeasureKind.Mass) =>
            slots with { Amount = measure.Value, Unit = measure.Unit },
        (Intents.LogFeeding, MeasureKind.Number) => slots with { Amount = measure.Value },
        (Intents.LogWeight, MeasureKind.Mass) => slots with { WeightKg = measure.Kilograms },
        (Intents.LogWeight, MeasureKind.Number) => slots with { WeightKg = measure.Value },
        (Intents.LogMedication, _) when measure.DoseUnit is { } unit =>
            slots with { Dose = SlotReader.Dose(measure.Value, unit) },
        _ => slots,
    };

    private ResolvedTime? WhenOf(Frame frame, Facts f)
    {
        var isPast = frame.Intent.StartsWith("log_", StringComparison.Ordinal) || frame.Intent is Intents.QueryLast;
        // "Make that ten": of a plan, a bare number is its hour.
        if (f.Times.Count == 0 && !isPast && f.Measures is [{ Kind: MeasureKind.Number, Value: >= 1 and <= 12 } hour])
            f.Times.Add(new TimePiece.Clock((int)hour.Value, 0, Meridiem.Unsaid, false));
        if (f.Times.Count == 0) return null;
        var times = f.Times.Select(t => t is TimePiece.Clock { Hour: null } half && frame.Slots.When is { } said
            ? half with { Hour = said.Hour, Meridiem = Meridiem.Fixed } : t).ToList();
        if (!isPast && frame.Slots.When is { } day && times.TrueForAll(t => t is TimePiece.Clock))
            times.Add(new TimePiece.Day((day.Date - now.Date).Days));
        var when = isPast ? TimeResolver.Resolve(times, now) : AheadResolver.Resolve(times, now);
        return isPast && when is { IsPast: false } ? null : when;
    }

    private static Frame With(Frame frame, IReadOnlyList<string> pets) =>
        frame with { Slots = frame.Slots with { Pets = pets } };

    private static Frame At(Frame frame, ResolvedTime when) =>
        frame with { Slots = frame.Slots with { When = when.When, WhenPrecision = when.Precision } };
}

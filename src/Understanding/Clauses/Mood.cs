namespace PawPal.Understanding;

internal enum Mood
{
    Statement,

    /// <summary>"Log a walk for Max": nouns suffice.</summary>
    LogCommand,
    Question,

    /// <summary>Denied, planned, imagined or asked of somebody: nothing that happened.</summary>
    Unreal,
}

/// <summary>Tells statements of what happened from everything else.</summary>
internal static class MoodReader
{
    public static Mood Read(Facts f, bool endsWithQuestionMark)
    {
        var first = FirstContent(f);
        if (first < 0) return Mood.Unreal;
        var log = LogVerb(f, first);
        if (log >= 0 && !f.HasAny(Cue.QueryOpen)) return IsUnreal(f, log + 1) ? Mood.Unreal : Mood.LogCommand;
        if (IsQuestion(f, first, endsWithQuestionMark)) return Mood.Question;
        if (IsUnreal(f, first) || IsCommand(f, first)) return Mood.Unreal;
        return Mood.Statement;
    }

    private static int FirstContent(Facts f)
    {
        for (var c = 0; c < f.Chunks.Count; c++)
            if (f.Chunks[c].Kind != ChunkKind.Mark && !f.Is(c, Cue.And) && !f.Is(c, Cue.Link) && !f.Is(c, Cue.LogLead))
                return c;
        return -1;
    }

    // "log ...", "can you put down that ...", "i want to record ..."
    private static int LogVerb(Facts f, int first)
    {
        var at = first;
        while (f.Is(at, Cue.Polite) || f.Is(at, Cue.Self) || f.Is(at, Cue.Already) || f.Is(at, Cue.Negation)) at++;
        return f.Is(at, Cue.LogVerb) ? at : -1;
    }

    private static bool IsQuestion(Facts f, int first, bool marked)
    {
        if (marked || f.Has(Cue.QueryOpen) || AsksWhen(f, first) || (f.Has(Cue.Yet)
            && !f.Has(Cue.Negation))) return true;
        if (f.Is(first, Cue.Who) || f.Is(first, Cue.What) || f.Is(first, Cue.Where)
            || f.Is(first, Cue.Anyone))
            return true;
        if (f.Is(first, Cue.History) || f.Is(first, Cue.DoAux) || f.Is(first, Cue.Modal)) return true;
        if (f.Is(first, Cue.BeAux) || (f.Is(first, Cue.ScheduleAsk) && !f.Is(first, Cue.SetVerb))
            || f.Is(first, Cue.WeightAsk)) return true;
        if (f.Is(first, Cue.PetFact) || f.Is(first, Cue.Safety) || EndsWithTag(f)) return true;
        var asked = Skip(f, first + 1, Cue.Already);
        var isAddressed = IsSubject(f, asked);
        if (f.Is(first, Cue.Have) && isAddressed) return true;
        if (f.Is(first, Cue.HadAux) && isAddressed && !f.Is(asked, Cue.Determiner)) return true;
        if (f.Is(first, Cue.Have) && f.Is(asked, Cue.Negation)) return true;
        if (f.Is(first, Cue.DidAux) && NamesCare(f, asked)) return false;
        return f.Is(first, Cue.DidAux) && (f.Is(asked, Cue.AskBack) || f.Is(asked, Cue.SubjectPronoun)
            || (isAddressed && f.Has(Cue.BaseVerb))
                || (isAddressed && f.Chunks[asked].Pet is { IsOwner: false } && !f.Is(asked + 1, Cue.Meal)
                && !f.Is(asked + 1, Cue.WalkNoun)));
    }

    // "Yelped when I touched her": a conjunction.
    private static bool AsksWhen(Facts f, int first)
    {
        var when = f.First(Cue.When);
        if (when < 0) return false;
        return f.Chunks[when].Length > 1 || !f.Chunks[first..when].Exists(c => c.Kind == ChunkKind.Word
            && Acts.Is(f.S, c))
            || f.HasAny(Cue.Who, Cue.What);
    }

    // "Did the morning walk with Max": what was done, not who.
    private static bool NamesCare(Facts f, int asked)
    {
        if (!f.Is(asked, Cue.Determiner)) return false;
        var noun = asked + 1;
        while (noun < f.Chunks.Count && (f.Chunks[noun].Kind == ChunkKind.Time || f.Is(noun, Cue.Skip))) noun++;
        return f.Is(noun, Cue.WalkNoun) || f.Is(noun, Cue.Meal) || f.Is(noun, Cue.Medicine)
            || f.Is(noun, Cue.MedicineHead) || f.Is(noun, Cue.CareTopic);
    }

    // "Max had his pill, didn't he"
    private static bool EndsWithTag(Facts f)
    {
        var last = f.Chunks.Count - 1;
        while (last > 0 && f.Chunks[last].Kind == ChunkKind.Mark) last--;
        if (last < 3 || !(f.Is(last, Cue.SubjectPronoun) || f.Is(last, Cue.AskBack))) return false;
        return f.Is(last - 1, Cue.DidAux) || f.Is(last - 1, Cue.Have) || f.Is(last - 1, Cue.Negation);
    }

    private static bool IsSubject(Facts f, int at) =>
        at < f.Chunks.Count && (f.Chunks[at].Kind == ChunkKind.Pet || f.Is(at, Cue.AskBack) || f.Is(at, Cue.Anyone)
            || f.Is(at, Cue.SubjectPronoun) || f.Is(at, Cue.Human) || f.Is(at, Cue.Determiner));

    private static int Skip(Facts f, int at, Cue cue)
    {
        while (f.Is(at, cue)) at++;
        return at;
    }

    private static bool IsUnreal(Facts f, int from)
    {
        if (f.IsAhead) return true;
        for (var c = 0; c < f.Chunks.Count; c++)
        {
            if (f.Things.Covers(c)) continue;
            // "Two walks" is no habit.
            var isCounted = c > 0 && f.Chunks[c - 1].Measure is not null;
            if (f.Is(c, Cue.Hedge) || (f.Is(c, Cue.Habit) && !isCounted)) return true;
            if (c >= from && (f.Is(c, Cue.Future) || (f.Is(c, Cue.Plan) && !IsPlaceOfAct(f, c)))) return true;
            if (f.Is(c, Cue.Negation) && !IsException(f, c)) return true;
            if (f.Is(c, Cue.Correction) && c == 0 && from == 0) return true;
            if (c > 0 && f.Is(c, Cue.Correction) && f.Chunks[c].Length == 1 && c + 1 < f.Chunks.Count
                && f.Is(c, Cue.Determiner))
                return true;
        }

        return false;
    }

    // "Weighed Pip at the vet's": where it happened.
    private static bool IsPlaceOfAct(Facts f, int c) => f.Is(c, Cue.Kind)
        && f.HasAny(Cue.Weighed, Cue.Gave, Cue.Medicated)
        && f.Is(c - 2, Cue.Preposition);

    // "Fed Max, not Bella" denies Bella only.
    private static bool IsException(Facts f, int c) =>
        f.Is(c, Cue.Except) && c + 1 < f.Chunks.Count && f.Chunks[c + 1].Kind == ChunkKind.Pet && c > 0
        && f.Chunks[..c].Exists(k => k.Kind == ChunkKind.Pet);

    // "Feed Max", "walk me through this", "give Luna her pill": asked for, not done.
    private static bool IsCommand(Facts f, int first)
    {
        if (f.Is(first, Cue.Polite)) return true;
        if (f.Is(first, Cue.FeedBase) || f.Is(first, Cue.EatBase))
            return !f.HasAny(Cue.Fed, Cue.Ate, Cue.Gave, Cue.Had, Cue.Done);
        return f.Is(first, Cue.WalkBase) && (first + 1 >= f.Chunks.Count || f.Chunks[first + 1].Kind == ChunkKind.Pet
            || f.Is(first + 1, Cue.ObjectPronoun) || !f.Is(first, Cue.WalkNoun));
    }
}

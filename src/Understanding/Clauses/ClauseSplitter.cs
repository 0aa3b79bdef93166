namespace PawPal.Understanding;

/// <summary>Splits at "and", "then", commas and stops, but only where another statement begins.</summary>
internal static class ClauseSplitter
{
    public static List<Clause> Split(Sentence s, List<Chunk> chunks)
    {
        var clauses = new List<Clause>();
        List<Chunk> current = [];
        Clause? model = null;
        var joined = false;
        foreach (var (segment, isAnd) in Segments(s, chunks))
        {
            if (current.Count > 0 && Begins(s, current, segment) is var start && start != Start.No)
            {
                clauses.Add(new(current, model, joined));
                (model, joined) = (start == Start.Elliptic ? clauses[^1] : null, isAnd);
                current = [.. segment];
                continue;
            }

            current.AddRange(segment);
        }

        if (current.Count > 0) clauses.Add(new(current, model, joined));
        return clauses;
    }

    private enum Start
    {
        No,
        Own,
        Elliptic,
    }

    // The separator stays in the segment it opens: "Max and Bella" needs its "and" when it is joined again.
    private static IEnumerable<(List<Chunk> Segment, bool IsAnd)> Segments(Sentence s, List<Chunk> chunks)
    {
        List<Chunk> segment = [];
        var isAnd = false;
        foreach (var chunk in chunks)
        {
            var and = chunk.Kind == ChunkKind.Word && s.Has(chunk.Start, chunk.Length, Cue.And);
            // "An hour later" goes on.
            var isAfterLength = segment.Count > 0 && segment[^1].Measure is { Kind: MeasureKind.Duration }
                && s.Has(chunk.Start, chunk.Length, Cue.Target);
            var link = chunk.Kind == ChunkKind.Word && s.Has(chunk.Start, chunk.Length, Cue.Link) && !isAfterLength;
            // Without a stop: "Max is limping remind me to call the vet".
            if (OpensPlan(s, chunks, chunk) && segment.Exists(c => IsTold(s, c)) && !IsPlan(s, segment))
            {
                yield return (segment, isAnd);
                (segment, isAnd) = ([chunk], false);
                continue;
            }

            if (!and && !link && chunk.Kind != ChunkKind.Mark)
            {
                segment.Add(chunk);
                continue;
            }

            if (segment.Exists(IsContent))
            {
                yield return (segment, isAnd);
                segment = [];
                isAnd = false;
            }

            isAnd |= and;
            segment.Add(chunk);
        }

        if (segment.Count > 0) yield return (segment, isAnd);

        bool IsContent(Chunk c) => c.Kind != ChunkKind.Mark && !s.Has(c.Start, c.Length, Cue.And)
            && !s.Has(c.Start, c.Length, Cue.Link);
    }

    // "Finished with the flea reminder for Bella" is one thing.
    private static bool IsPlan(Sentence s, List<Chunk> segment) => IsThing(s, segment, Cue.CompleteVerb)
        || IsThing(s, segment, Cue.CancelVerb) || IsThing(s, segment, Cue.RemoveVerb)
        || IsThing(s, segment, Cue.SkipVerb) || IsThing(s, segment, Cue.Reschedule);

    private static bool OpensPlan(Sentence s, List<Chunk> chunks, Chunk chunk) => chunk.Kind == ChunkKind.Word
        && chunk.Length > 1 && s.Has(chunk.Start, chunk.Length, Cue.Remind) && chunks.IndexOf(chunk) < chunks.Count - 2;

    private static bool IsTold(Sentence s, Chunk c) => c.Kind == ChunkKind.Word
        && (s.Has(c.Start, c.Length, Cue.Symptom) || s.Has(c.Start, c.Length, Cue.Fed)
            || s.Has(c.Start, c.Length, Cue.Ate)
            || s.Has(c.Start, c.Length, Cue.Gave) || s.Has(c.Start, c.Length, Cue.Walked));

    private static Start Begins(Sentence s, List<Chunk> left, List<Chunk> right)
    {
        var hasAct = left.Exists(c => Acts.Is(s, c));
        if (IsBoth(s, left, right) || IsBareLead(s, left)) return Start.No;
        if (right.Exists(c => Acts.Is(s, c))) return hasAct && !IsAside(s, right) ? Start.Own : Start.No;
        if (hasAct && StatesMeasure(s, right) && !left.Exists(c => c.Measure is not null)) return Start.Own;
        if (!hasAct && !left.Exists(c => c.Kind == ChunkKind.Pet)) return Start.No;
        var pet = left.FindLastIndex(c => c.Kind == ChunkKind.Pet);
        var rightPet = right.FindIndex(c => c.Kind == ChunkKind.Pet);
        if (pet >= 0 && rightPet >= 0 && SharesValue(s, left[pet..], right)) return Start.Elliptic;
        if (OtherThing(s, left, right) || OtherItem(s, left, right)) return Start.Elliptic;
        return hasAct && rightPet < 0 && BeginsUnknown(s, right) ? Start.Own : Start.No;
    }

    // "A wee and a poo" is one visit to the garden.
    private static bool IsBoth(Sentence s, List<Chunk> left, List<Chunk> right) =>
        IsThing(s, left, Cue.Potty) && IsThing(s, right, Cue.Potty) && right.TrueForAll(c => c.Time is not null
            || c.Kind is ChunkKind.Mark or ChunkKind.Measure || c.Kind == ChunkKind.Word
            && (s.Has(c.Start, c.Length, Cue.Potty) || s.Has(c.Start, c.Length, Cue.And)
                || s.Has(c.Start, c.Length, Cue.Article)
                || s.Has(c.Start, c.Length, Cue.Skip)));

    // "Remind me in an hour, Max needs his pill": what to remind of follows.
    private static bool IsBareLead(Sentence s, List<Chunk> left) => IsThing(s, left, Cue.Remind) && left.TrueForAll(c =>
        c.Kind is ChunkKind.Time or ChunkKind.Mark || (c.Kind == ChunkKind.Word && (s.Has(c.Start, c.Length, Cue.Remind)
            || s.Has(c.Start, c.Length, Cue.Polite) || s.Has(c.Start, c.Length, Cue.Skip)
                || s.Has(c.Start, c.Length, Cue.And))));

    // "Max, fed at seven" and ", no problem" begin nothing.
    private static bool IsAside(Sentence s, List<Chunk> right) =>
        right.TrueForAll(c => c.Kind == ChunkKind.Mark || s.Has(c.Start, c.Length, Cue.Skip)
            || (c.Kind == ChunkKind.Word && s.Has(c.Start, c.Length, Cue.Done)));

    // "weighed the dogs, Max is 31 kilos"
    private static bool StatesMeasure(Sentence s, List<Chunk> right) =>
        right.Exists(c => c.Kind == ChunkKind.Pet) && right.Exists(c => c.Measure is not null)
        && right.Exists(c => c.Kind == ChunkKind.Word && s.Has(c.Start, c.Length, Cue.BeAux));

    private static bool SharesValue(Sentence s, List<Chunk> left, List<Chunk> right)
    {
        if (right.Exists(c => c.Time is not null) && left.Exists(c => c.Time is not null)) return true;
        if (right.Exists(c => c.Measure is not null) && left.Exists(c => c.Measure is not null)) return true;
        return (IsThing(s, right, Cue.Food) && IsThing(s, left, Cue.Food))
            || (IsThing(s, right, Cue.Medicine) && IsThing(s, left, Cue.Medicine));
    }

    private static bool OtherThing(Sentence s, List<Chunk> left, List<Chunk> right)
    {
        var isMedicine = IsThing(s, right, Cue.Medicine) || IsThing(s, right, Cue.MedicineHead);
        var wasMedicine = IsThing(s, left, Cue.Medicine) || IsThing(s, left, Cue.MedicineHead);
        var isFood = IsThing(s, right, Cue.Food) || IsThing(s, right, Cue.Meal);
        var wasFood = IsThing(s, left, Cue.Food) || IsThing(s, left, Cue.Meal) || IsThing(s, left, Cue.Fed);
        if (IsThing(s, left, Cue.Who) || IsThing(s, left, Cue.When)) return false;
        var isWalk = IsThing(s, right, Cue.WalkNoun);
        var wasWalk = IsThing(s, left, Cue.WalkNoun) || IsThing(s, left, Cue.Walked);
        return (isMedicine && !isFood && wasFood && !wasMedicine) || (isFood && !isMedicine && wasMedicine && !wasFood)
            || (isWalk && !wasWalk && (wasFood || wasMedicine)) || (wasWalk && !isWalk && (isFood || isMedicine));
    }

    // "Tick off the litter and the hay"
    private static bool OtherItem(Sentence s, List<Chunk> left, List<Chunk> right)
    {
        if (!IsThing(s, left, Cue.CompleteVerb) && !IsThing(s, left, Cue.SkipVerb) && !IsThing(s, left, Cue.CancelVerb))
            return false;
        return Topic(s, left) is { } one && Topic(s, right) is { } other
            && !string.Equals(one, other, StringComparison.Ordinal) && !right.Exists(c => c.Pet is not null);
    }

    private static string? Topic(Sentence s, List<Chunk> chunks) => chunks
        .Where(c => c.Kind == ChunkKind.Word).Select(c => s.Find(c.Start, Cue.CareTopic).Value)
        .FirstOrDefault(value => value is not null);

    private static bool IsThing(Sentence s, List<Chunk> chunks, Cue cue) =>
        chunks.Exists(c => c.Kind == ChunkKind.Word && s.Has(c.Start, c.Length, cue));

    private static bool BeginsUnknown(Sentence s, List<Chunk> right)
    {
        foreach (var chunk in right)
        {
            if (chunk.Kind == ChunkKind.Unknown) return true;
            if (chunk.Kind != ChunkKind.Mark && !s.Has(chunk.Start, chunk.Length, Cue.And)
                && !s.Has(chunk.Start, chunk.Length, Cue.Self))
                return false;
        }

        return false;
    }
}

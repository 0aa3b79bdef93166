namespace PawPal.Understanding;

/// <param name="Food">Null when none was named.</param>
/// <param name="IsAside">The food only carries the medicine: "in some cheese".</param>
internal sealed record Things(string? Food, string? Medication, bool IsMedicineGuess, bool IsAside, HashSet<int> Chunks)
{
    public bool Covers(int chunk) => Chunks.Contains(chunk);
}

/// <summary>Finds the names of foods and medicines with the words that belong to them.</summary>
internal static class ThingReader
{
    private const int LongestName = 5;

    public static bool IsThingCue(Cue cue) => cue is Cue.Food or Cue.Medicine or Cue.MedicineHead or Cue.Meal
        or Cue.Harmful or Cue.NonFood or Cue.PlantFood or Cue.Portion;

    public static Things Read(Sentence s, List<Chunk> chunks)
    {
        var covered = new HashSet<int>();
        var medication = ReadMedication(s, chunks, covered);
        var (food, isAside) = ReadFood(s, chunks, covered);
        var isGuess = false;
        if (medication is null && food is null) (medication, isGuess) = GuessMedication(s, chunks, covered);
        return new(food, medication, isGuess, isAside, covered);
    }

    private static bool Is(Sentence s, Chunk chunk, Cue cue) =>
        chunk.Kind == ChunkKind.Word && s.Has(chunk.Start, chunk.Length, cue);

    private static string? ReadMedication(Sentence s, List<Chunk> chunks, HashSet<int> covered)
    {
        var head = chunks.FindIndex(c => Is(s, c, Cue.Medicine));
        if (head < 0) head = chunks.FindIndex(c => Is(s, c, Cue.MedicineHead));
        if (head < 0) return ReadUnknownMedicine(s, chunks, covered);
        var from = head;
        while (from > 0 && head - from < LongestName && BelongsLeft(s, chunks, from - 1, Cue.MedicineWord)) from--;
        var to = head;
        while (to + 1 < chunks.Count && (Is(s, chunks[to + 1], Cue.MedicineHead) || Is(s, chunks[to + 1], Cue.Medicine)
            || (Is(s, chunks[to + 1], Cue.MedicineWord) && to + 2 < chunks.Count
                && Is(s, chunks[to + 2], Cue.MedicineHead))))
            to++;
        return Cover(s, chunks, from, to, covered);
    }

    // After a dose any words are its name: "a squirt of the ear stuff".
    private static string? ReadUnknownMedicine(Sentence s, List<Chunk> chunks, HashSet<int> covered)
    {
        var dose = chunks.FindIndex(c => c.Measure is { Kind: MeasureKind.Dose });
        if (dose < 0 || dose + 1 >= chunks.Count || !Is(s, chunks[dose + 1], Cue.Of)) return null;
        var from = dose + 2;
        while (from < chunks.Count && (Is(s, chunks[from], Cue.Determiner)
            || Is(s, chunks[from], Cue.PossessivePronoun))) from++;
        var to = from;
        while (to < chunks.Count && to - from < 3 && (chunks[to].Kind == ChunkKind.Unknown
            || Is(s, chunks[to], Cue.MedicineWord) || Is(s, chunks[to], Cue.BodyPart)))
            to++;
        return to > from ? Cover(s, chunks, from, to - 1, covered) : null;
    }

    // A word that belongs to the name: one of the lexicon's, or an unknown one that is not the verb.
    private static bool BelongsLeft(Sentence s, List<Chunk> chunks, int at, Cue word)
    {
        if (Is(s, chunks[at], word)) return true;
        if (chunks[at].Kind != ChunkKind.Unknown) return Is(s, chunks[at], Cue.Medicine) && word == Cue.MedicineWord;
        for (var k = at - 1; k >= 0; k--)
        {
            if (chunks[k].Kind == ChunkKind.Unknown || Is(s, chunks[k], word)) continue;
            return Is(s, chunks[k], Cue.Determiner) || Is(s, chunks[k], Cue.PossessivePronoun)
                || Is(s, chunks[k], Cue.Portion)
                || Is(s, chunks[k], Cue.Of) || chunks[k].Kind is ChunkKind.Measure or ChunkKind.Pet
                || s[chunks[k].Start].IsSuffix;
        }

        return false;
    }

    private static string Cover(Sentence s, List<Chunk> chunks, int from, int to, HashSet<int> covered)
    {
        for (var k = from; k <= to; k++) covered.Add(k);
        return s.Text(chunks[from].Start, chunks[to].End);
    }

    private static (string? Food, bool IsAside) ReadFood(Sentence s, List<Chunk> chunks, HashSet<int> covered)
    {
        var head = -1;
        for (var c = 0; c < chunks.Count && head < 0; c++)
            if (Is(s, chunks[c], Cue.Food) && !covered.Contains(c))
                head = c;
        if (head < 0) return (ReadUnknownFood(s, chunks, covered), false);
        var from = head;
        while (from > 0 && head - from < LongestName && !covered.Contains(from - 1)
            && BelongsLeft(s, chunks, from - 1, Cue.FoodWord))
            from--;
        var to = ExtendRight(s, chunks, head, covered);
        var isAside = from > 0 && IsCarrier(s, chunks, from);
        return (Cover(s, chunks, from, to, covered), isAside);
    }

    private static bool IsCarrier(Sentence s, List<Chunk> chunks, int from)
    {
        for (var k = from - 1; k >= 0 && from - k <= 3; k--)
        {
            if (Is(s, chunks[k], Cue.Of)) continue;
            if (Is(s, chunks[k], Cue.Preposition)) return true;
            if (!Is(s, chunks[k], Cue.Portion) && !Is(s, chunks[k], Cue.Determiner)) return false;
        }

        return false;
    }

    private static int ExtendRight(Sentence s, List<Chunk> chunks, int head, HashSet<int> covered)
    {
        var to = head;
        while (to + 1 < chunks.Count && !covered.Contains(to + 1))
        {
            if (Is(s, chunks[to + 1], Cue.Food) || Is(s, chunks[to + 1], Cue.FoodWord)) to++;
            else if (to + 2 < chunks.Count && Is(s, chunks[to + 1], Cue.And) && IsFoodAt(s, chunks, to + 2)) to += 2;
            else break;
        }

        return to;
    }

    private static bool IsFoodAt(Sentence s, List<Chunk> chunks, int at)
    {
        while (at < chunks.Count && (Is(s, chunks[at], Cue.FoodWord) || Is(s, chunks[at], Cue.Portion))) at++;
        return at < chunks.Count && Is(s, chunks[at], Cue.Food);
    }

    // After a food's measure any words are its name: "a cup of purina one".
    private static string? ReadUnknownFood(Sentence s, List<Chunk> chunks, HashSet<int> covered)
    {
        for (var c = 0; c < chunks.Count; c++)
        {
            if (chunks[c].Measure is not { Kind: MeasureKind.Food or MeasureKind.Mass }) continue;
            var from = c + 1;
            if (from < chunks.Count && Is(s, chunks[from], Cue.Of)) from++;
            if (from < chunks.Count && Is(s, chunks[from], Cue.Determiner)) from++;
            var to = from;
            while (to < chunks.Count && to - from < 4
                && (chunks[to].Kind == ChunkKind.Unknown || Is(s, chunks[to], Cue.FoodWord)))
                to++;
            if (chunks[from..to].Exists(k => k.Kind == ChunkKind.Unknown)
                && !covered.Contains(from))
                return Cover(s, chunks, from, to - 1, covered);
        }

        return null;
    }

    // A misspelt medicine: "apoquil", "metacalm".
    private static (string? Medication, bool IsGuess) GuessMedication(Sentence s, List<Chunk> chunks,
        HashSet<int> covered)
    {
        for (var c = 0; c < chunks.Count; c++)
        {
            if (chunks[c].Kind != ChunkKind.Unknown
                || s.Lexicon.MedicineLike(s[chunks[c].Start].Text) is not { } medicine)
                continue;
            covered.Add(c);
            return (medicine, true);
        }

        return (null, false);
    }
}

namespace PawPal.Understanding;

/// <summary>Takes back what the speaker took back: "two, no, three cups", "Max, I mean Bella".</summary>
internal static class Corrections
{
    public static List<Chunk> Apply(Sentence s, List<Chunk> chunks)
    {
        for (var c = 1; c < chunks.Count; c++)
        {
            if (!IsMarker(s, chunks[c])) continue;
            var end = c + 1;
            while (end < chunks.Count && (IsMarker(s, chunks[end]) || chunks[end].Kind == ChunkKind.Mark)) end++;
            if (end == chunks.Count) break;
            c = Correct(s, chunks, c, end);
        }

        return chunks;
    }

    private static bool IsMarker(Sentence s, Chunk chunk) =>
        chunk.Kind == ChunkKind.Word && s.Has(chunk.Start, chunk.Length, Cue.Correction);

    // Returns the index to go on from.
    private static int Correct(Sentence s, List<Chunk> chunks, int marker, int next)
    {
        var led = SkipLead(s, chunks, next);
        for (var old = marker - 1; old >= 0; old--)
        {
            if (Replacement(s, chunks[old], chunks[led]) is not { } replacement) continue;
            chunks[led] = replacement;
            chunks.RemoveRange(marker, next - marker);
            chunks.RemoveAt(old);
            if (old < marker - 1 && chunks[marker - 2].Kind == ChunkKind.Mark) chunks.RemoveAt(marker - 2);
            return Math.Max(marker - 2, 0);
        }

        if (HasAct(s, chunks, 0, marker) && HasAct(s, chunks, next, chunks.Count))
        {
            chunks.RemoveRange(0, next);
            return 0;
        }

        // "No breakfast" corrects nothing: it stays, and denies.
        if (s[chunks[marker].Start].Text.Length > 2 || next - marker > 1) chunks.RemoveRange(marker, next - marker);
        return marker;
    }

    private static int SkipLead(Sentence s, List<Chunk> chunks, int next)
    {
        var at = next;
        while (at + 1 < chunks.Count && chunks[at].Kind == ChunkKind.Word
            && (s.Has(chunks[at].Start, chunks[at].Length, Cue.Skip)
                || s.Has(chunks[at].Start, chunks[at].Length, Cue.PossessivePronoun))
            && at - next < 3)
            at++;
        return at;
    }

    private static Chunk? Replacement(Sentence s, Chunk old, Chunk said)
    {
        if (old.Kind == ChunkKind.Pet && said.Kind == ChunkKind.Pet) return said;
        if (old.Kind == ChunkKind.Time && said.Kind == ChunkKind.Time) return said;
        if (old is { Measure: { } before } && said.Measure is { } after)
        {
            if (before.Kind == after.Kind || before.Kind == MeasureKind.Number) return said;
            return after.Kind == MeasureKind.Number
                ? said with { Measure = before with { Value = after.Value } }
                : null;
        }

        if (old.Time is TimePiece.Clock clock && said.Measure is { Kind: MeasureKind.Number, Value: >= 1 and <= 12 } n)
        {
            var time = clock with { Hour = (int)n.Value, Minute = 0 };
            return said with { Kind = ChunkKind.Time, Measure = null, Time = time };
        }

        return SameThing(s, old, said) ? said : null;
    }

    private static bool SameThing(Sentence s, Chunk old, Chunk said)
    {
        if (old.Kind != ChunkKind.Word || said.Kind != ChunkKind.Word) return false;
        ReadOnlySpan<Cue> things = [Cue.Food, Cue.Medicine, Cue.MedicineHead, Cue.Meal];
        foreach (var thing in things)
            if (s.Has(old.Start, old.Length, thing) && s.Has(said.Start, said.Length, thing))
                return true;
        return false;
    }

    private static bool HasAct(Sentence s, List<Chunk> chunks, int from, int to)
    {
        for (var c = from; c < to; c++)
            if (chunks[c].Kind == ChunkKind.Word && Acts.Is(s, chunks[c]))
                return true;
        return false;
    }
}

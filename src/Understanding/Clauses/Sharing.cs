namespace PawPal.Understanding;

/// <summary>A clause and what was read of it.</summary>
/// <param name="IsRefused">Something was said that is not understood.</param>
internal sealed record ClauseFrame(Facts Facts, Mood Mood, Frame? Frame, ResolvedPets Pets, bool IsRefused);

/// <summary>What the clauses of a sentence have in common is said once.</summary>
internal static class Sharing
{
    /// <summary>Fills what a clause leaves to its neighbours; true when pets were, which answers who is
    /// meant.</summary>
    public static bool Apply(Sentence s, List<ClauseFrame> read)
    {
        var hasShared = ShareBackwards(read);
        for (var r = 1; r < read.Count; r++) ShareForwards(s, read, r);
        return hasShared;
    }

    // "Fed and walked Max": the first takes its pets, and a shared time, from the second.
    private static bool ShareBackwards(List<ClauseFrame> read)
    {
        var hasShared = false;
        for (var r = read.Count - 2; r >= 0; r--)
        {
            var (first, second) = (read[r], read[r + 1]);
            if (first.Frame is null || second.Frame is null || !second.Facts.Clause.IsJoined) continue;
            if (!IsTold(first.Frame) || !IsTold(second.Frame)) continue;
            var slots = first.Frame.Slots;
            if (slots.Pets is null && !first.Pets.IsMentioned && second.Frame.Slots.Pets is { } pets)
            {
                slots = slots with { Pets = pets };
                hasShared = true;
            }

            var isShared = second.Facts.Clause.Model is not null || !SubjectOf(second.Facts);
            if (slots.When is null && isShared && first.Facts.Times.Count == 0 && SharesTime(second))
                slots = slots with { When = second.Frame.Slots.When, WhenPrecision = second.Frame.Slots.WhenPrecision };
            read[r] = first with { Frame = first.Frame with { Slots = slots } };
        }

        return hasShared;
    }

    /// <summary>Plans and other questions say for themselves whom and when they are for.</summary>
    public static bool IsTold(Frame frame) =>
        frame.Intent.StartsWith("log_", StringComparison.Ordinal) || frame.Intent is Intents.QueryLast;

    private static bool SharesTime(ClauseFrame second) =>
        second.Frame!.Slots.WhenPrecision is Precision.PartOfDay or Precision.Day
            || second.Facts.Clause.Model is not null;

    private static bool SubjectOf(Facts f)
    {
        var pet = f.Chunks.FindIndex(c => c.Kind == ChunkKind.Pet);
        var verb = f.Chunks.FindIndex(c => c.Kind == ChunkKind.Word
            && (f.HasAny(Cue.Fed, Cue.Gave, Cue.Walked, Cue.Took)));
        return pet >= 0 && verb < 0;
    }

    // "This morning I walked Max and fed Luna": a time said first holds for all.
    private static void ShareForwards(Sentence s, List<ClauseFrame> read, int r)
    {
        var (first, second) = (read[r - 1], read[r]);
        if (first.Frame?.Slots.When is null || second.Frame is null || second.Frame.Slots.When is not null) return;
        if (second.Facts.Times.Count > 0 || !IsTold(first.Frame) || !IsTold(second.Frame)) return;
        var time = first.Facts.Chunks.FindIndex(c => c.Time is not null);
        var act = first.Facts.Chunks.FindIndex(c => Acts.Is(s, c));
        if (time < 0 || (act >= 0 && time > act)) return;
        read[r] = second with
        {
            Frame = second.Frame with
            {
                Slots = second.Frame.Slots with
                {
                    When = first.Frame.Slots.When,
                    WhenPrecision = first.Frame.Slots.WhenPrecision
                },
            },
        };
    }
}

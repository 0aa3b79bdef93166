namespace PawPal.Understanding;

/// <summary>Which chunks make a statement of their own.</summary>
internal static class Acts
{
    private static readonly Cue[] Verbs =
    [
        Cue.Fed, Cue.Ate, Cue.Had, Cue.Gave, Cue.Took, Cue.Did, Cue.Walked, Cue.GoneFor, Cue.Medicated, Cue.Applied,
        Cue.Weighed, Cue.LogVerb, Cue.Symptom, Cue.Potty, Cue.Grooming, Cue.FeedBase, Cue.EatBase, Cue.Plan, Cue.Who,
        Cue.QueryOpen, Cue.When, Cue.UndoNow, Cue.Future, Cue.Negation, Cue.HouseTask, Cue.WeightChange,
        Cue.Remind, Cue.SkipVerb, Cue.CancelVerb, Cue.CompleteVerb, Cue.Handover, Cue.Reschedule, Cue.ShowVerb,
            Cue.Refused,
    ];

    public static bool Is(Sentence s, Chunk chunk)
    {
        if (chunk.Kind != ChunkKind.Word) return false;
        foreach (var verb in Verbs)
            if (s.Has(chunk.Start, chunk.Length, verb))
                return true;
        return false;
    }
}

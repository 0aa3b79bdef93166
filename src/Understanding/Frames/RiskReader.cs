namespace PawPal.Understanding;

/// <summary>What may go wrong if a frame is carried out at once.</summary>
internal static class RiskReader
{
    /// <summary>The frame with its scope and risk.</summary>
    public static Frame Read(Frame frame, Facts f, HouseholdContext household)
    {
        var all = frame.Intent is Intents.Cancel or Intents.Skip or Intents.CompleteReminder or Intents.Reschedule
            && (f.HasAny(Cue.All, Cue.Everyone, Cue.Everything) || f.Chunks.Exists(
                c => f.S.Is(c.Start, Cue.PlannedMany)));
        return frame with { All = all, Risk = Of(frame, all, household) };
    }

    /// <summary>The frame with its risk, where there are no words to read a scope from.</summary>
    public static Frame Read(Frame frame, HouseholdContext household) =>
        frame with { Risk = Of(frame, frame.All, household) };

    private static Risk Of(Frame frame, bool all, HouseholdContext household)
    {
        if (!Writes(frame.Intent)) return Risk.None;
        if (all && frame.Intent is Intents.Cancel) return Risk.Explicit;
        return frame.Intent is Intents.LogMedication && IsAgainTooSoon(frame.Slots, household)
            ? Risk.Explicit : Risk.Undoable;
    }

    /// <summary>True for intents that change what is kept.</summary>
    public static bool Writes(string intent) => intent is not (Intents.Help or Intents.Greeting or Intents.FoodSafety
        or Intents.HandoverSummary or Intents.OutOfScope) && !intent.StartsWith("query_", StringComparison.Ordinal);

    private static bool IsAgainTooSoon(Slots slots, HouseholdContext household)
    {
        var at = slots.When ?? household.Now;
        return household.Doses.Any(dose => at < dose.NotAgainBefore
            && slots.Pets is { } pets && pets.Contains(dose.Pet, StringComparer.Ordinal)
            && slots.Medication is { } medication && SharesWord(medication, dose.Medication));
    }

    private static bool SharesWord(string one, string other) =>
        one.Split(' ').Intersect(other.Split(' '), StringComparer.OrdinalIgnoreCase).Any();
}

namespace PawPal.Understanding;

/// <summary>When the classifier is followed. The rules are exact where they know a sentence; it knows more sentences,
/// and less of each: it speaks where the rules know nothing and it is fairly sure, or contradicts them where it is
/// surer.</summary>
internal static class SecondOpinion
{
    private const double FairlySure = 0.25;
    private const double SureToWrite = 0.35;
    private const double Surer = 0.5;
    private const double SureItIsNone = 0.8;

    /// <summary>What the rules would write is nothing of ours, unless a pet is spoken of: "book a taxi to the
    /// vet".</summary>
    public static bool IsNoBusiness(string ruled, Guess guess) => guess.Intent is Intents.OutOfScope
        && guess.Share > SureItIsNone && RiskReader.Writes(ruled) && ruled is not Intents.Undo;

    public static bool IsPreferred(string ruled, Guess guess, IntentModel classifier)
    {
        if (guess.Intent is Intents.OutOfScope || string.Equals(ruled, guess.Intent, StringComparison.Ordinal))
            return false;
        // A plea for help or a sign of illness that was found in the words is never taken for an everyday entry.
        if (ruled is Intents.FoodSafety or Intents.LogSymptom && guess.Intent is Intents.LogFeeding or Intents.LogWalk
            or Intents.LogPotty)
            return false;
        var isRefused = ruled is Intents.OutOfScope;
        // It cannot contradict in favour of what it never learnt.
        return classifier.Knows(ruled)
            && guess.Share >= (!isRefused ? Surer : RiskReader.Writes(guess.Intent) ? SureToWrite : FairlySure);
    }

    /// <summary>Nothing that is asked, denied or wished for is ever taken for something that happened, and what is
    /// told to be logged is no question.</summary>
    public static bool MayStand(string intent, ClauseView view) =>
        (view.Mood is not Mood.LogCommand || RiskReader.Writes(intent)) && Fits(intent, view);

    private static bool Fits(string intent, ClauseView view) => intent switch
    {
        Intents.LogSymptom => view.Mood is not Mood.Question && view.IsCare,
        Intents.LogNote => view.Mood is not Mood.Question && view.F.Lead(Cue.NoteLead, Cue.LogVerb) >= 0,
        Intents.Help or Intents.Greeting or Intents.Undo or Intents.HandoverSummary or Intents.AddPet => true,
        Intents.CompleteReminder or Intents.Reschedule or Intents.Skip or Intents.Cancel =>
            view.IsCare || view.F.Has(Cue.Pointer) || view.Any(Cue.PlannedNoun),
        _ when intent.StartsWith("log_", StringComparison.Ordinal) =>
            view.Mood is Mood.Statement or Mood.LogCommand && (view.IsCare || view.Pets.IsMentioned),
        _ when !view.IsCare && view.F.HasAny(Cue.HouseTask, Cue.Human) => false,
        _ => view.IsCare || view.Pets.IsMentioned || view.Any(Cue.PlannedNoun)
            || view.F.HasAny(Cue.NextAsk, Cue.PetList),
    };
}

namespace PawPal.Speech.Transcription;

/// <summary>What became of a recording.</summary>
internal abstract record TranscriptionOutcome
{
    internal sealed record Done(Transcript Transcript) : TranscriptionOutcome;

    /// <summary>Decoder processes ended or hung again and again, or the recogniser refused.</summary>
    internal sealed record Failed : TranscriptionOutcome;
}

/// <summary>The words of a recording and how far they may be believed.</summary>
/// <param name="Text">Empty when nothing was heard.</param>
/// <param name="AverageLogProbability">Near 0 for words to believe, -1 or less for words to ask about.</param>
/// <param name="NoSpeechProbability">0 to 1; from 0.6 on nothing was heard.</param>
internal sealed record Transcript(
    string Text, double AverageLogProbability, double NoSpeechProbability, TimeSpan Duration, string Outcome)
{
    public const string Agreed = "agreed";
    public const string Disagreed = "disagreed";
    public const string NotHeard = "not_heard";
}

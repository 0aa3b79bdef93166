namespace PawPal.Api.Voice;

/// <summary>What became of listening to a recording.</summary>
internal abstract record Recognised
{
    private Recognised()
    {
    }

    /// <param name="AverageLogProbability">Near 0 when the recogniser is sure of its words.</param>
    /// <param name="NoSpeechProbability">0 to 1.</param>
    public sealed record Words(string Text, double AverageLogProbability, double NoSpeechProbability) : Recognised
    {
        // Both figures are the contract with speech services of ours; Whisper's own thresholds are the same.
        private const double NothingHeard = 0.6;
        private const double Doubtful = -1;

        public bool IsNothing => Text.Length == 0 || NoSpeechProbability >= NothingHeard;

        public bool IsDoubtful => AverageLogProbability <= Doubtful;
    }

    /// <summary>The service answered that it cannot make anything of the recording.</summary>
    public sealed record Refused : Recognised;

    /// <summary>No answer, or none that can be used.</summary>
    public sealed record Down : Recognised;
}

namespace PawPal.Speech.Audio;

/// <summary>What the recogniser wants.</summary>
internal static class Recording
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 16_000;
}

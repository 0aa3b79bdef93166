namespace PawPal.Speech.Audio;

/// <summary>Makes recordings alike before they are decoded.</summary>
internal static class Conditioning
{
    // Parts of the full scale: what stays below the first is raised to the second.
    private const double Quiet = 0.1;
    private const double Raised = 0.3;
    private const double LargestGain = 20;

    // Root mean square, of 32,768.
    private const double NoiseLevel = 20;

    /// <summary>
    /// Raises quiet recordings and lays a faint noise under all. The recogniser's noise estimate fails on digital
    /// silence,
    /// which synthesisers and noise gates leave between words: the words wrong of espeak-ng's voices went from 55 to
    /// 12 %.
    /// </summary>
    /// <remarks>Silence added before and after the speech looked harmless and cost one voice half of its
    /// commands.</remarks>
    public static short[] Apply(ReadOnlySpan<short> samples)
    {
        var gain = GainFor(samples);
        // The sum of two even spreads has a variance of two thirds of the square of one.
        var scale = NoiseLevel * Math.Sqrt(1.5);
        var conditioned = new short[samples.Length];
        var state = 0x2545F491u;
        for (var i = 0; i < conditioned.Length; i++)
        {
            var noise = (Next(ref state) + Next(ref state)) * scale;
            conditioned[i] = (short)Math.Clamp(Math.Round(samples[i] * gain + noise), short.MinValue, short.MaxValue);
        }

        return conditioned;
    }

    private static double GainFor(ReadOnlySpan<short> samples)
    {
        var peak = 1;
        foreach (var sample in samples)
            peak = Math.Max(peak, Math.Abs((int)sample));
        return peak >= Quiet * short.MaxValue ? 1 : Math.Min(Raised * short.MaxValue / peak, LargestGain);
    }

    // Xorshift: the same noise under every recording, so the same recording gives the same words. -1 to 1.
    private static double Next(ref uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state / (double)uint.MaxValue * 2 - 1;
    }
}

namespace PawPal.Speech.Audio;

/// <summary>
/// Whether a recording can hold speech at all: silence, steady noise and tones are told apart from it.
/// </summary>
/// <remarks>A first look only. What passes and is no speech, the two decoders hear differently.</remarks>
internal static class SpeechActivity
{
    // A hundredth of a second.
    private const int FrameLength = Recording.Rate / 100;
    private const int FewestFrames = 10;

    // Decibels: below this change from sample to sample a microphone heard nothing.
    private const double QuietestSpeech = 20;

    // Decibels. Syllables rise above the pauses between them; steady noise does not.
    private const double LeastRise = 9;

    // Decibels. Vowels are dull and consonants bright; a melody keeps its colour. The single word "help" had 2.5.
    private const double LeastColour = 2.4;

    // Decibels by which half of the sound may follow from what came before. Speech had 33 at the most, a melody 70.
    private const double MostForeseen = 45;

    // Three frames are long enough to foresee a tone from itself.
    private const int ForeseenFrames = 3;

    // Decibels below the loudest frames within which a frame counts as sound.
    private const double Audible = 25;

    public static bool IsLikelyIn(Sound sound)
    {
        var (rise, colour, loud, foreseen) = Measure(sound.Samples);
        return loud > QuietestSpeech && rise > LeastRise && colour > LeastColour && foreseen < MostForeseen;
    }

    /// <summary>
    /// How far loud frames rise above quiet ones, how much the brightness of the loud ones varies, their level, and
    /// how far
    /// the sound follows from itself.
    /// </summary>
    internal static (double Rise, double Colour, double Loud, double Foreseen) Measure(ReadOnlySpan<short> samples)
    {
        var frames = samples.Length / FrameLength;
        if (frames < FewestFrames)
            return default;
        var levels = new double[frames];
        var brightness = new double[frames];
        for (var i = 0; i < frames; i++)
            (levels[i], brightness[i]) = LevelAndBrightness(samples.Slice(i * FrameLength, FrameLength));
        var sorted = levels.Order().ToArray();
        var loud = sorted[frames * 95 / 100];
        var rise = loud - sorted[frames / 10];
        var audible = levels.Index().Where(frame => frame.Item > loud - Audible).Select(frame => frame.Index).ToList();
        return (rise, Deviation(audible.Select(i => brightness[i])), loud, Foreseen(samples, audible));
    }

    private static double Foreseen(ReadOnlySpan<short> samples, List<int> audible)
    {
        var gains = new List<double>();
        foreach (var frame in audible)
        {
            var start = frame * FrameLength;
            if (start + ForeseenFrames * FrameLength <= samples.Length)
                gains.Add(LinearPrediction.Gain(samples.Slice(start, ForeseenFrames * FrameLength)));
        }

        gains.Sort();
        return gains.Count == 0 ? 0 : gains[gains.Count / 2];
    }

    // The energy of differences grows with frequency: against the energy itself it tells bright from dull. As a level
    // it
    // leaves out rumble, whose slow swings would pass for syllables.
    private static (double Level, double Brightness) LevelAndBrightness(ReadOnlySpan<short> frame)
    {
        double energy = 1, change = 1;
        for (var i = 1; i < frame.Length; i++)
        {
            energy += (double)frame[i] * frame[i];
            var step = (double)frame[i] - frame[i - 1];
            change += step * step;
        }

        return (10 * Math.Log10(change / frame.Length), 10 * Math.Log10(change / energy));
    }

    private static double Deviation(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        return Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
    }
}

namespace PawPal.Speech.Audio;

/// <summary>
/// Changes the sampling rate: a low-pass filter (sinc under a Kaiser window) evaluated where the new samples lie. What
/// the new rate cannot hold is taken out by some 90 dB before it can fold back into the speech.
/// </summary>
internal static class Resampler
{
    // Zero crossings on each side of the middle: more make the edge steeper and the work longer.
    private const int Crossings = 32;

    // Points of the filter between two crossings; values between points are interpolated, to an error below -100 dB.
    private const int Density = 512;
    private const double KaiserBeta = 9.0;

    // Part of the new band that passes: the rest is the filter's slope, which so ends where folding begins.
    private const double PassBand = 0.91;

    private static readonly float[] Filter = MakeFilter();

    /// <summary>The sound itself when it has the rate already.</summary>
    public static Sound To(int rate, Sound sound)
    {
        if (sound.Rate == rate)
            return sound;
        var length = (int)((long)sound.Samples.Length * rate / sound.Rate);
        var output = new short[length];
        // Going down, the filter is stretched so that its edge lies at the new, lower limit.
        var scale = Math.Min(1.0, (double)rate / sound.Rate) * PassBand;
        var reach = Crossings / scale;
        for (var i = 0; i < length; i++)
        {
            var centre = (double)i * sound.Rate / rate;
            var first = Math.Max(0, (int)Math.Ceiling(centre - reach));
            var last = Math.Min(sound.Samples.Length - 1, (int)Math.Floor(centre + reach));
            var sum = 0.0;
            for (var j = first; j <= last; j++)
                sum += sound.Samples[j] * At(Math.Abs(centre - j) * scale);
            output[i] = (short)Math.Clamp(Math.Round(sum * scale), short.MinValue, short.MaxValue);
        }

        return new Sound(output, rate);
    }

    private static double At(double crossings)
    {
        var position = crossings * Density;
        var index = (int)position;
        if (index >= Filter.Length - 1)
            return 0;
        return Filter[index] + (Filter[index + 1] - Filter[index]) * (position - index);
    }

    private static float[] MakeFilter()
    {
        var filter = new float[Crossings * Density + 1];
        for (var i = 0; i < filter.Length; i++)
        {
            var x = (double)i / Density;
            var sinc = i == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
            var edge = x / Crossings;
            filter[i] = (float)(sinc * Bessel(KaiserBeta * Math.Sqrt(1 - edge * edge)) / Bessel(KaiserBeta));
        }

        return filter;
    }

    // Modified Bessel function of the first kind, order zero, by its series.
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}

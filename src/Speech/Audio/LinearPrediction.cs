namespace PawPal.Speech.Audio;

/// <summary>
/// How well each sample follows from those before it: tones are foreseen almost wholly, speech is not.
/// </summary>
internal static class LinearPrediction
{
    private const int Order = 12;

    /// <summary>Energy of the frame over that of what was not foreseen, in decibels.</summary>
    public static double Gain(ReadOnlySpan<short> frame)
    {
        Span<double> correlation = stackalloc double[Order + 1];
        var window = new double[frame.Length];
        for (var i = 0; i < frame.Length; i++)
            window[i] = frame[i] * (1 - Math.Cos(2 * Math.PI * i / frame.Length));
        for (var lag = 0; lag <= Order; lag++)
        {
            for (var i = lag; i < window.Length; i++)
                correlation[lag] += window[i] * window[i - lag];
        }

        return correlation[0] > 0 ? 10 * Math.Log10(correlation[0] / Residual(correlation)) : 0;
    }

    // Levinson and Durbin's recursion, of which only the energy that remains is wanted.
    private static double Residual(ReadOnlySpan<double> correlation)
    {
        Span<double> coefficients = stackalloc double[Order + 1];
        Span<double> previous = stackalloc double[Order + 1];
        var error = correlation[0];
        for (var i = 1; i <= Order; i++)
        {
            var sum = correlation[i];
            for (var j = 1; j < i; j++)
                sum -= coefficients[j] * correlation[i - j];
            var reflection = sum / error;
            coefficients.CopyTo(previous);
            coefficients[i] = reflection;
            for (var j = 1; j < i; j++)
                coefficients[j] = previous[j] - reflection * previous[i - j];
            error *= 1 - reflection * reflection;
            if (error <= correlation[0] * 1e-9)
                return correlation[0] * 1e-9;
        }

        return error;
    }
}

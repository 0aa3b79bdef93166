using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using PawPal.Speech.Audio;

namespace PawPal.Speech.Synthesis;

/// <summary>Reads text aloud with espeak-ng.</summary>
internal sealed class Synthesiser(
    EspeakProgram espeak, IOptions<SpeechOptions> options, SynthesisMetrics metrics, TimeProvider clock)
    : IDisposable
{
    // What espeak-ng accepts, in words per minute.
    private const int Slowest = 80;
    private const int Fastest = 450;

    private readonly SemaphoreSlim _atOnce = new(4);

    /// <param name="voice">A voice that <see cref="EspeakVoices"/> found.</param>
    /// <param name="speed">1 is the usual speed.</param>
    /// <exception cref="IOException">espeak-ng failed or said nothing.</exception>
    public async Task<Sound> SpeakAsync(string text, string voice, double speed, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var rate = Math.Clamp((int)Math.Round(options.Value.WordsPerMinute * speed), Slowest, Fastest);
        await _atOnce.WaitAsync(ct);
        try
        {
            // -b 1: the text is UTF-8. Without -m markup is text, and Clean takes care of espeak's own brackets.
            var output = await espeak.RunAsync(
                ["-v", voice, "-s", rate.ToString(CultureInfo.InvariantCulture), "-b", "1", "--stdin", "--stdout"],
                Clean(text), ct);
            var sound = WavReader.ReadAnyLength(output);
            metrics.Record(clock.GetElapsedTime(start));
            return sound;
        }
        catch (UnusableAudioException ex)
        {
            throw new IOException("espeak-ng said nothing", ex);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    public void Dispose() => _atOnce.Dispose();

    /// <summary>
    /// Takes out what is not text: control characters, half surrogates, brackets that mean phonemes to espeak-ng.
    /// </summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar || rune.Value is '[' or ']' or '<' or '>')
                clean.Append(' ');
            else
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }
}

/// <summary>How long speaking takes.</summary>
internal sealed class SynthesisMetrics(IMeterFactory meters)
{
    public const string MeterName = "PawPal.Speech.Synthesis";

    private readonly Histogram<double> _duration = meters.Create(MeterName).CreateHistogram<double>(
        "pawpal.speech.synthesis.duration", "s", "Time from a text to its sound.");

    public void Record(TimeSpan taken) => _duration.Record(taken.TotalSeconds);
}

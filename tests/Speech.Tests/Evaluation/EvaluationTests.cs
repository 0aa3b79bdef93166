using System.Diagnostics;
using System.Globalization;
using PawPal.Testing;

namespace PawPal.Speech.Tests.Evaluation;

/// <summary>
/// Measures the recogniser with synthetic voices; docs/speech.md names the command. Not part of a usual run.
/// </summary>
public sealed class EvaluationTests(SharedSpeechServer shared)
{
    private static readonly Dictionary<string, Func<string, Task<byte[]>>> Voices = new(StringComparer.Ordinal)
    {
        ["flite slt"] = text => Speaker.FliteAsync(text),
        ["flite rms"] = text => Speaker.FliteAsync(text, "rms"),
        ["flite awb"] = text => Speaker.FliteAsync(text, "awb"),
        ["espeak-ng en-us"] = text => Speaker.EspeakAsync(text, "en-us"),
        ["espeak-ng en-gb"] = text => Speaker.EspeakAsync(text),
    };

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var covered = await SentencesAsync("covered");
        var unrelated = await SentencesAsync("unrelated");
        output.WriteLine(
            "| voice | word for word | believed | believed and right | unrelated believed | seconds, median |");
        foreach (var (name, speak) in Voices)
        {
            var taken = new List<double>();
            int same = 0, believed = 0, right = 0, wronglyBelieved = 0;
            foreach (var text in covered)
            {
                var (heard, seconds) = await HearAsync(await speak(text));
                taken.Add(seconds);
                var isSame = Plain(heard.Text) == text;
                same += isSame ? 1 : 0;
                believed += heard.IsTrusted ? 1 : 0;
                right += isSame && heard.IsTrusted ? 1 : 0;
            }

            foreach (var text in unrelated)
                wronglyBelieved += (await HearAsync(await speak(text))).Heard.IsTrusted ? 1 : 0;
            taken.Sort();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {same} of {covered.Length} | {believed} | {right} "
                + $"| {wronglyBelieved} of {unrelated.Length} | {taken[taken.Count / 2]:F2} |"));
        }
    }

    private async Task<(Heard Heard, double Seconds)> HearAsync(byte[] recording)
    {
        var start = Stopwatch.GetTimestamp();
        return (await shared.Server.HearAsync(recording), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static string Plain(string text) =>
        text.Replace("Mr. ", "mister ", StringComparison.Ordinal).ToLowerInvariant();

    private static Task<string[]> SentencesAsync(string name) =>
        File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Evaluation", name + ".txt"), TestContext.Current.CancellationToken);
}

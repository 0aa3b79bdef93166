using PawPal.Speech.Synthesis;

namespace PawPal.Speech.Vocabulary;

/// <summary>Asks espeak-ng how an unknown word is said.</summary>
internal sealed class EspeakPronouncer(EspeakProgram espeak)
{
    // Two accents: where they differ, the recogniser may hear either.
    private static readonly string[] Voices = ["en-us", "en-gb"];

    /// <summary>
    /// Phones (ARPAbet) of each text, one or two ways; none when espeak-ng is missing or does not know.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> PronounceAsync(
        IReadOnlyList<string> texts, CancellationToken ct)
    {
        var found = texts.Select(_ => new List<string>()).ToList();
        if (texts.Count == 0 || !espeak.IsInstalled)
            return found;
        foreach (var voice in Voices)
        {
            // One line each: espeak-ng answers line by line.
            var output = await espeak.RunAsync(["-q", "--ipa", "-v", voice], string.Join('\n', texts) + "\n", ct);
            var lines = System.Text.Encoding.UTF8.GetString(output).Split('\n');
            for (var i = 0; i < Math.Min(lines.Length, texts.Count); i++)
            {
                var phones = Arpabet.FromIpa(lines[i]);
                if (phones.Length > 0 && !found[i].Contains(phones, StringComparer.Ordinal))
                    found[i].Add(phones);
            }
        }

        return found;
    }
}

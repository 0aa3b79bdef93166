using PawPal.Speech.Grammar;
using PawPal.Speech.Vocabulary;

namespace PawPal.Speech.Transcription;

/// <summary>
/// Writes heard words as the household writes them: <c>mister whiskers's</c> as <c>Mr. Whiskers's</c>.
/// </summary>
internal static class Spelling
{
    public static string Apply(string heard, VocabularyHint hint)
    {
        var words = heard.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var forms = hint.Terms
            .SelectMany(term => CommandGrammar.Forms(term).Select(form => (Words: form.Split(' '), term.Spelling)))
            .OrderByDescending(form => form.Words.Length)
            .ToList();
        var written = new List<string>(words.Length);
        for (var at = 0; at < words.Length;)
        {
            var (length, text) = Match(words.AsSpan(at), forms);
            written.Add(text);
            at += length;
        }

        return string.Join(' ', written);
    }

    private static (int Length, string Text) Match(
        ReadOnlySpan<string> words, List<(string[] Words, string Spelling)> forms)
    {
        foreach (var (form, spelling) in forms)
        {
            if (words.Length < form.Length || !words[..(form.Length - 1)].SequenceEqual(form.AsSpan()[..^1]))
                continue;
            var last = words[form.Length - 1];
            if (last.Equals(form[^1], StringComparison.Ordinal))
                return (form.Length, spelling);
            if (last.Equals(form[^1] + "'s", StringComparison.Ordinal))
                return (form.Length, spelling + "'s");
        }

        return (1, words[0]);
    }
}

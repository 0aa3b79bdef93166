using System.Text;
using PawPal.Speech.Grammar;

namespace PawPal.Speech.Vocabulary;

/// <summary>Writes down how each word of a household's grammar is pronounced.</summary>
internal sealed class HouseholdDictionary(PronunciationDictionary known, EspeakPronouncer pronouncer)
{
    /// <summary>Lines of a pocketsphinx dictionary: <c>mochi M OW CH IY</c>, <c>mochi(2) M AA CH AY</c>.</summary>
    /// <exception cref="IOException">espeak-ng failed.</exception>
    public async Task<string> WriteAsync(VocabularyHint hint, IEnumerable<string> words, CancellationToken ct)
    {
        var pronunciations = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var word in words)
            pronunciations[word] = [.. FindWord(word)];
        await AddSoundsAsync(hint, pronunciations, ct);
        await AddUnknownAsync(pronunciations, ct);
        AddPossessives(pronunciations);
        return Format(pronunciations);
    }

    private IEnumerable<string> FindWord(string word)
    {
        if (known.Find(word) is { Count: > 0 } phones)
            return phones;
        return word.EndsWith("'s", StringComparison.Ordinal) ? known.Find(word[..^2]).Select(Arpabet.Possessive) : [];
    }

    private async Task AddSoundsAsync(
        VocabularyHint hint, SortedDictionary<string, List<string>> pronunciations, CancellationToken ct)
    {
        foreach (var term in hint.Terms.Where(term => term.Sound is not null))
        {
            var word = CommandGrammar.Forms(term).Last();
            var ways = await PronouncePhraseAsync(term.Sound!, ct);
            foreach (var (key, possessive) in new[] { (word, false), (word + "'s", true) })
            {
                if (!pronunciations.TryGetValue(key, out var phones))
                    continue;
                // The word's own guess stays: people differ in how they call a pet.
                if (phones.Count == 0 && !possessive && !key.Equals(term.SoundWord, StringComparison.Ordinal))
                    phones.AddRange((await pronouncer.PronounceAsync([word], ct))[0]);
                phones.AddRange(ways.Select(way => possessive ? Arpabet.Possessive(way) : way));
            }
        }
    }

    private async Task<IReadOnlyList<string>> PronouncePhraseAsync(string phrase, CancellationToken ct)
    {
        var parts = phrase.Split(' ').Select(known.Find).ToList();
        var heard = (await pronouncer.PronounceAsync([phrase], ct))[0];
        return parts.TrueForAll(part => part.Count > 0)
            ? [string.Join(' ', parts.Select(part => part[0])), .. heard]
            : heard;
    }

    private async Task AddUnknownAsync(SortedDictionary<string, List<string>> pronunciations, CancellationToken ct)
    {
        var unknown = pronunciations.Where(word => word.Value.Count == 0).Select(word => word.Key)
            .Select(word => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word)
            .Distinct(StringComparer.Ordinal).ToList();
        var answers = await pronouncer.PronounceAsync(unknown, ct);
        for (var i = 0; i < unknown.Count; i++)
        {
            if (pronunciations.TryGetValue(unknown[i], out var phones) && phones.Count == 0)
                phones.AddRange(answers[i]);
            if (pronunciations.TryGetValue(unknown[i] + "'s", out var own) && own.Count == 0)
                own.AddRange(answers[i].Select(Arpabet.Possessive));
        }
    }

    private static void AddPossessives(SortedDictionary<string, List<string>> pronunciations)
    {
        foreach (var (word, phones) in pronunciations.Where(word => word.Key.EndsWith("'s", StringComparison.Ordinal)))
        {
            if (pronunciations.TryGetValue(word[..^2], out var plain))
                phones.AddRange(plain.Select(Arpabet.Possessive));
        }
    }

    private static string Format(SortedDictionary<string, List<string>> pronunciations)
    {
        var text = new StringBuilder();
        foreach (var (word, phones) in pronunciations)
        {
            // A word nobody can pronounce would make the whole grammar unreadable: it is said as silence-like "uh".
            var distinct = phones.Count == 0 ? ["AH"] : phones.Distinct(StringComparer.Ordinal).ToList();
            for (var i = 0; i < distinct.Count; i++)
                text.Append(word).Append(i == 0 ? "" : $"({i + 1})").Append(' ').Append(distinct[i]).Append('\n');
        }

        return text.ToString();
    }
}

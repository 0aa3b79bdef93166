using System.Collections.Frozen;

namespace PawPal.Understanding;

/// <param name="Tokens">As the tokenizer writes the phrase.</param>
internal sealed record Phrase(string[] Tokens, Cue Cue, string Value);

/// <summary>The words of one language, by the first token of each phrase.</summary>
internal sealed class Lexicon
{
    private readonly FrozenDictionary<string, Phrase[]> _phrases;
    private readonly FrozenDictionary<char, string[]> _medicines;
    private readonly string[] _ownerEndings;
    private readonly string[] _adverbEndings;

    // Sections that say how words are written, not what they mean.
    private static readonly string[] Spelling =
        ["Contraction", "Abbreviation", "LoneEnding", "OwnerEnding", "AdverbEnding"];

    public Lexicon(IEnumerable<LexiconEntry> entries)
    {
        var all = entries.ToArray();
        var contractions = all.Where(e => Is(e, "Contraction"))
            .ToDictionary(e => e.Phrase, e => e.Value.Split(' '), StringComparer.Ordinal);
        var abbreviations = all.Where(e => Is(e, "Abbreviation")).Select(e => e.Phrase)
            .ToHashSet(StringComparer.Ordinal);
        var loneEndings = all.Where(e => Is(e, "LoneEnding")).Select(e => e.Phrase).ToHashSet(StringComparer.Ordinal);
        _ownerEndings = [.. all.Where(e => Is(e, "OwnerEnding")).Select(e => e.Phrase)];
        _adverbEndings = [.. all.Where(e => Is(e, "AdverbEnding")).Select(e => e.Phrase)];
        Tokenizer = new(contractions.ToFrozenDictionary(), abbreviations, loneEndings);
        _phrases = all.Where(e => !Array.Exists(Spelling, section => Is(e, section)))
            .Select(e => new Phrase(TokensOf(e.Phrase), Enum.Parse<Cue>(e.Section), e.Value))
            .Where(p => p.Tokens.Length > 0)
            .DistinctBy(p => (string.Join(' ', p.Tokens), p.Cue))
            .GroupBy(p => p.Tokens[0], StringComparer.Ordinal)
            .ToFrozenDictionary(
                g => g.Key, g => g.OrderByDescending(p => p.Tokens.Length).ToArray(), StringComparer.Ordinal);
        Titles = All(Cue.Title).ToFrozenDictionary(p => p.Tokens[0], p => p.Value, StringComparer.Ordinal);
        _medicines = All(Cue.Medicine).Where(p => p.Tokens is [{ Length: >= 6 }]).Select(p => p.Tokens[0])
            .GroupBy(m => m[0]).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    public Tokenizer Tokenizer { get; }

    /// <summary>How a title is written, to how it is said.</summary>
    public FrozenDictionary<string, string> Titles { get; }

    /// <summary>The medicine a misspelt word of six letters or more may mean.</summary>
    public string? MedicineLike(string heard)
    {
        if (heard.Length < 6 || !_medicines.TryGetValue(heard[0], out var medicines)) return null;
        var limit = heard.Length < 8 ? 1 : 2;
        return Array.Find(medicines, m => Sound.Distance(heard, m, limit) <= limit);
    }

    /// <summary>The word without the ending that makes an owner of it ("lunas"), where it is written joined; else
    /// null.</summary>
    public string? WithoutOwnerEnding(string word)
    {
        foreach (var ending in _ownerEndings)
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        return null;
    }

    public bool IsAdverb(string word) =>
        Array.Exists(_adverbEndings, ending => word.EndsWith(ending, StringComparison.Ordinal));

    public bool Knows(string word) => _phrases.TryGetValue(word, out var phrases) && phrases[^1].Tokens.Length == 1;

    public ReadOnlySpan<Phrase> StartingWith(string token) =>
        _phrases.TryGetValue(token, out var phrases) ? phrases : [];

    /// <summary>Whether the text, of plain words, is such a phrase and nothing more.</summary>
    public bool Says(Cue cue, string text)
    {
        var words = text.Split(' ');
        foreach (var phrase in StartingWith(words[0]))
            if (phrase.Cue == cue && phrase.Tokens.AsSpan().SequenceEqual(words))
                return true;
        return false;
    }

    public IEnumerable<Phrase> All(Cue cue) => _phrases.Values.SelectMany(p => p).Where(p => p.Cue == cue);

    private string[] TokensOf(string phrase) =>
        [.. Tokenizer.Tokenize(phrase).Where(t => !t.IsMark).Select(t => t.Text)];

    private static bool Is(LexiconEntry entry, string section) =>
        string.Equals(entry.Section, section, StringComparison.Ordinal);
}

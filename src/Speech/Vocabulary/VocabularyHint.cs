namespace PawPal.Speech.Vocabulary;

/// <summary>One name or thing that a household speaks of.</summary>
/// <param name="Spelling">As the household writes it: <c>Mr. Whiskers</c>.</param>
/// <param name="Words">As it is said, in letters and apostrophes: <c>mister whiskers</c>.</param>
/// <param name="Sound">Its second pronunciation in the same alphabet (<c>moh chee</c>), or null.</param>
internal sealed record Term(string Spelling, string Words, string? Sound)
{
    /// <summary>Names are written with a capital; medicines and foods are not.</summary>
    public bool IsName => char.IsUpper(Spelling[0]) || !char.IsAscii(Spelling[0]);

    /// <summary>One made-up word for the second pronunciation of a term, where its words cannot be paired.</summary>
    public string? SoundWord => Sound is null ? null
        : $"{Words.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal)}'";
}

/// <summary>
/// The vocabulary of one request: names with commas between them, each optionally followed by how it sounds.
/// </summary>
/// <example><c>Bella, Max, Mochi (moh chee), Mr. Whiskers, apoquel</c></example>
internal sealed record VocabularyHint(IReadOnlyList<Term> Terms)
{
    public const int LongestHint = 4_000;
    public const int MostTerms = 100;
    private const int MostWords = 4;
    private const int LongestTerm = 60;

    public static VocabularyHint Empty { get; } = new([]);

    /// <summary>Reads a hint; what is not a short name (a sentence of another client) is left out.</summary>
    public static VocabularyHint Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Empty;
        var terms = new List<Term>();
        foreach (var entry in Entries(text.Length > LongestHint ? text[..LongestHint] : text))
        {
            if (terms.Count == MostTerms)
                break;
            if (ReadTerm(entry) is { } term && !terms.Exists(known => known.Words == term.Words))
                terms.Add(term);
        }

        // One order for one set of names: the same household then finds the same files.
        terms.Sort((a, b) => string.CompareOrdinal(a.Words, b.Words));
        return new(terms);
    }

    private static Term? ReadTerm(string entry)
    {
        var open = entry.IndexOf('(', StringComparison.Ordinal);
        var spelling = (open < 0 ? entry : entry[..open]).Trim();
        var sound = open < 0 ? null : SpokenWords.From(entry[(open + 1)..].TrimEnd(')', ' '));
        if (sound is { Length: 0 } || sound?.Length > LongestTerm)
            sound = null;
        if (spelling.Length is 0 or > LongestTerm)
            return null;
        var words = SpokenWords.From(spelling);
        if (words.Length == 0)
            words = sound ?? "";
        var count = words.Split(' ').Length;
        return words.Length == 0 || count > MostWords ? null : new Term(spelling, words, sound == words ? null : sound);
    }

    private static IEnumerable<string> Entries(string text)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' when depth > 0 => -1, _ => 0 };
            if (depth > 0 || text[i] is not (',' or ';' or '\n'))
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}

namespace PawPal.Speech.Vocabulary;

/// <summary>Words and their phones (ARPAbet): the model's dictionary and PawPal's own additions.</summary>
internal sealed class PronunciationDictionary
{
    private readonly Dictionary<string, string[]> _words = new(140_000, StringComparer.Ordinal);

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PronunciationDictionary Read(string path)
    {
        var dictionary = new PronunciationDictionary();
        foreach (var line in File.ReadLines(path))
            dictionary.Add(line);
        using var own = typeof(PronunciationDictionary).Assembly.GetManifestResourceStream("pronunciations.dict")!;
        using var reader = new StreamReader(own);
        while (reader.ReadLine() is { } line)
            dictionary.Add(line);
        return dictionary;
    }

    /// <summary>The pronunciations of a word, the usual one first; empty for an unknown word.</summary>
    public IReadOnlyList<string> Find(string word) => _words.TryGetValue(word, out var phones) ? phones : [];

    // The shape of a line: "kilometers(2) K IH L AH M IY T ER Z".
    private void Add(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0)
            return;
        var bracket = line.IndexOf('(', StringComparison.Ordinal);
        var word = line[..(bracket > 0 && bracket < space ? bracket : space)];
        var phones = line[(space + 1)..].Trim();
        if (!_words.TryGetValue(word, out var known))
            _words[word] = [phones];
        else if (!known.Contains(phones, StringComparer.Ordinal))
            _words[word] = [.. known, phones];
    }
}

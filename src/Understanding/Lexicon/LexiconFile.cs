namespace PawPal.Understanding;

/// <summary>One phrase of a lexicon file.</summary>
internal readonly record struct LexiconEntry(string Section, string Phrase, string Value);

/// <summary>
/// Reads <c>Lexicon/&lt;language&gt;/*.txt</c>: <c>[Section]</c>, then lines <c>phrase, phrase = value</c>;
/// <c>#</c> starts a comment. Without a value, a phrase stands for itself.
/// </summary>
internal static class LexiconFile
{
    public static IEnumerable<LexiconEntry> ReadAll(string language)
    {
        var assembly = typeof(LexiconFile).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(language + "/", StringComparison.Ordinal));
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var entry in Read(reader.ReadToEnd())) yield return entry;
        }
    }

    public static IEnumerable<LexiconEntry> Read(string content)
    {
        var section = "";
        foreach (var raw in content.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                section = line.Trim('[', ']');
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var phrases = equals < 0 ? line : line[..equals];
            foreach (var phrase in phrases.Split(',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                yield return new(section, phrase, equals < 0 ? phrase : line[(equals + 1)..].Trim());
        }
    }
}

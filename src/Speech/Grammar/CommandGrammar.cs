using PawPal.Speech.Vocabulary;

namespace PawPal.Speech.Grammar;

/// <summary>The commands with a household's words filled in.</summary>
internal static class CommandGrammar
{
    /// <summary>The file as it is, with its slots.</summary>
    public static string Template { get; } = ReadTemplate();

    /// <summary>JSGF in which every slot is filled; a household without names speaks of <c>my pet</c>.</summary>
    public static string Render(VocabularyHint hint)
    {
        var names = hint.Terms.Where(term => term.IsName).ToList();
        var products = hint.Terms.Where(term => !term.IsName).SelectMany(Forms).Select(product => product + " | ");
        var own = names.SelectMany(name => Forms(name).Select(form => form + "'s")).ToList();
        return Template
            .Replace("{{names}}", Or(names.SelectMany(Forms), "my pet"), StringComparison.Ordinal)
            .Replace("{{possessives}}", Or(own, "my pet's"), StringComparison.Ordinal)
            .Replace("{{products}}", string.Concat(products), StringComparison.Ordinal);
    }

    /// <summary>
    /// The ways a term stands in the grammar: its words, and the word made for its second pronunciation.
    /// </summary>
    public static IEnumerable<string> Forms(Term term) =>
        term.SoundWord is { } sound && term.Words.Contains(' ', StringComparison.Ordinal)
            ? [term.Words, sound]
            : [term.Words];

    private static string Or(IEnumerable<string> forms, string fallback) =>
        string.Join(" | ", forms) is { Length: > 0 } text ? text : fallback;

    private static string ReadTemplate()
    {
        using var stream = typeof(CommandGrammar).Assembly.GetManifestResourceStream("commands.jsgf")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using System.Collections.Concurrent;

namespace PawPal.Understanding;

/// <summary>Everything that differs between languages: the words and the classifier learnt from its examples. A further
/// language is a further folder of each, and no code.</summary>
internal sealed class Language
{
    public const string Default = "en";

    private static readonly ConcurrentDictionary<string, Lazy<Language>> Loaded = new(StringComparer.Ordinal);

    private Language(string code)
    {
        Lexicon = new(LexiconFile.ReadAll(code));
        using var model = typeof(Language).Assembly.GetManifestResourceStream($"model/{code}");
        Model = model is null ? null : IntentModel.Read(model);
    }

    /// <summary>The codes (ISO 639-1) of all languages there are words of.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. typeof(Language).Assembly.GetManifestResourceNames().Where(
            name => name.Contains('/', StringComparison.Ordinal))
            .Select(name => name[..name.IndexOf('/', StringComparison.Ordinal)]).Where(code => code.Length == 2)
            .Distinct(StringComparer.Ordinal),
    ];

    public Lexicon Lexicon { get; }

    /// <summary>Null until it has been trained.</summary>
    public IntentModel? Model { get; }

    /// <summary>The language of that code; the default one when there is none.</summary>
    public static Language Of(string code)
    {
        var known = Codes.Contains(code, StringComparer.Ordinal) ? code : Default;
        return Loaded.GetOrAdd(known, one => new(() => new(one))).Value;
    }
}

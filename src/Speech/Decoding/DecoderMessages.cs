namespace PawPal.Speech.Decoding;

/// <summary>Where the recogniser and its model are.</summary>
internal sealed record EngineFiles(
    string Recogniser, string SphinxBase, string AcousticModel, string Dictionary, string GeneralModel,
    int VocabulariesKept);

/// <summary>A household's vocabulary as files that a decoder process reads.</summary>
/// <param name="Key">Same key, same files.</param>
/// <param name="Folder">Holds <see cref="DictionaryName"/>, <see cref="GrammarName"/>, <see
/// cref="TrigramName"/>.</param>
/// <param name="Hash">Of all three; a process that finds others says so instead of reading them.</param>
internal sealed record VocabularyFiles(string Key, string Folder, string Hash)
{
    public const string DictionaryName = "words.dict";
    public const string GrammarName = "commands.jsgf";
    public const string TrigramName = "commands.arpa";

    public string Dictionary => Path.Combine(Folder, DictionaryName);

    public string Grammar => Path.Combine(Folder, GrammarName);

    public string Trigram => Path.Combine(Folder, TrigramName);
}

/// <summary>One request to a decoder process; the samples follow as its payload. No samples: only load.</summary>
internal sealed record DecodeRequest(EngineFiles Engine, VocabularyFiles Vocabulary);

internal enum DecodeStatus
{
    Decoded,

    /// <summary>The vocabulary's files are gone or changed: write them again and ask again.</summary>
    VocabularyLost,

    /// <summary>The recogniser refused: asking again will not help.</summary>
    Refused,
}

/// <summary>What was heard. <paramref name="Free"/> is decoded only when the first two disagree.</summary>
internal sealed record DecodeReply(DecodeStatus Status, string Grammar, string Trigram, string? Free, string? Reason);

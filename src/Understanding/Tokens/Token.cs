namespace PawPal.Understanding;

internal enum TokenKind
{
    Word,
    Number,
    Mark,
}

/// <param name="Text">Lower case, as the lexicon spells it.</param>
/// <param name="Value">Of a number; 0 otherwise.</param>
/// <param name="Start">Where it stands in the utterance.</param>
internal readonly record struct Token(string Text, TokenKind Kind, decimal Value, int Start)
{
    public const string Suffix = "'s";

    public bool IsWord => Kind == TokenKind.Word;

    public bool IsNumber => Kind == TokenKind.Number;

    public bool IsMark => Kind == TokenKind.Mark;

    /// <summary>A possessive ending or the short form of "is" and "has".</summary>
    public bool IsSuffix => IsWord && string.Equals(Text, Suffix, StringComparison.Ordinal);
}

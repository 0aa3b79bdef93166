namespace PawPal.Understanding;

internal enum ChunkKind
{
    /// <summary>A phrase of the lexicon.</summary>
    Word,
    Mark,
    Pet,
    Time,
    Measure,

    /// <summary>A word that the lexicon does not know.</summary>
    Unknown,
}

/// <summary>A run of tokens that means one thing.</summary>
internal sealed record Chunk(ChunkKind Kind, int Start, int End)
{
    public PetMention? Pet { get; init; }

    public TimePiece? Time { get; init; }

    public Measure? Measure { get; init; }

    public int Length => End - Start;
}

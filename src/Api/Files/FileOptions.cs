namespace PawPal.Api.Files;

/// <summary>The keys that uploaded files are encrypted with.</summary>
public sealed record FileOptions
{
    public const string Section = "Files";

    /// <summary>At least 32 characters; derived from <c>SECRET_KEY</c> when left out.</summary>
    public string? Key { get; init; }

    /// <summary>Keys of before: files of theirs are still read. A changed <c>SECRET_KEY</c> belongs here too.</summary>
    public IReadOnlyList<string> PreviousKeys { get; init; } = [];
}

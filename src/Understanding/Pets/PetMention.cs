namespace PawPal.Understanding;

/// <param name="Pets">Whom it means; empty when it cannot be told.</param>
/// <param name="Candidates">Whom it could mean, when that is more than one.</param>
/// <param name="IsOwner">"Max's": may own what follows instead of being meant.</param>
/// <param name="IsPronoun">"him": stands for pets named before, where there are any.</param>
/// <param name="IsGuess">A misspelt or misheard name.</param>
/// <param name="Species">A species was said, not a name.</param>
internal sealed record PetMention(
    IReadOnlyList<string> Pets,
    IReadOnlyList<string> Candidates,
    bool IsOwner = false,
    bool IsPronoun = false,
    bool IsGuess = false,
    bool IsBoth = false,
    string? Species = null);

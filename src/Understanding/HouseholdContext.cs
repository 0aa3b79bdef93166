namespace PawPal.Understanding;

/// <summary>What a sentence is understood against. Everything that varies comes in here, so the same call gives the
/// same answer.</summary>
/// <param name="Now">The present moment as the household's wall clock shows it (kind Unspecified).</param>
/// <param name="Pets">The household's pets, in the order the household lists them.</param>
/// <param name="Medications">Names of medicines the household has logged or planned; they win over guesses.</param>
public sealed record HouseholdContext(
    DateTime Now, IReadOnlyList<KnownPet> Pets, IReadOnlyList<string>? Medications = null)
{
    /// <summary>The language that is spoken: one of <see cref="Interpreter.Languages"/>; another falls back to
    /// English.</summary>
    public string Language { get; init; } = Understanding.Language.Default;
}

/// <summary>A pet as sentences may name it.</summary>
/// <param name="Species"><c>dog</c>, <c>cat</c>, <c>rabbit</c> and so on, in the singular.</param>
/// <param name="Nicknames">Further names people use for it.</param>
public sealed record KnownPet(string Name, string Species, IReadOnlyList<string>? Nicknames = null);

namespace PawPal.Understanding;

/// <summary>What a sentence is understood against. Everything that varies comes in here, so the same call gives the
/// same answer.</summary>
/// <param name="Now">The present moment as the household's wall clock shows it (kind Unspecified).</param>
/// <param name="Pets">The household's pets, in the order the household lists them.</param>
/// <param name="Medications">Names of medicines the household has logged or planned; they win over guesses.</param>
public sealed record HouseholdContext(
    DateTime Now, IReadOnlyList<KnownPet> Pets, IReadOnlyList<string>? Medications = null)
{
    /// <summary>Where the wall clock hangs. Without it every day has 24 hours.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Titles of reminders that may be ticked off, moved or cancelled by name.</summary>
    public IReadOnlyList<string> Reminders { get; init; } = [];

    /// <summary>Doses after which another one must wait.</summary>
    public IReadOnlyList<KnownDose> Doses { get; init; } = [];

    /// <summary>The language that is spoken: one of <see cref="Interpreter.Languages"/>; another falls back to
    /// English.</summary>
    public string Language { get; init; } = Understanding.Language.Default;
}

/// <summary>A pet as sentences may name it.</summary>
/// <param name="Species"><c>dog</c>, <c>cat</c>, <c>rabbit</c> and so on, in the singular.</param>
/// <param name="Nicknames">Further names people use for it.</param>
public sealed record KnownPet(string Name, string Species, IReadOnlyList<string>? Nicknames = null);

/// <summary>A dose that was given.</summary>
/// <param name="Pet">The name, as the household spells it.</param>
/// <param name="NotAgainBefore">The household's wall time from which another dose is safe.</param>
public sealed record KnownDose(string Pet, string Medication, DateTime NotAgainBefore);

using System.Text;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Commands;

/// <summary>The names a household uses.</summary>
/// <param name="Medications">As they were said, the latest first.</param>
/// <param name="Reminders">Titles of those that are active; null in what an earlier release left in the cache.</param>
internal sealed record Vocabulary(
    IReadOnlyList<PetResponse> Pets, IReadOnlyList<string> Medications, IReadOnlyList<string>? Reminders = null)
{
    // Recognisers read a bounded prompt (Whisper: 224 tokens); pets come first, so medicines are what is left out.
    private const int LongestHint = 800;

    /// <summary>What sentences are understood against.</summary>
    public HouseholdContext ToContext(DateTimeOffset now, TimeZoneInfo zone) => new(
        zone.ToWallTime(now), [.. Pets.Select(pet => new KnownPet(pet.Name, pet.Species, pet.Nicknames))], Medications)
    {
        TimeZone = zone,
        Reminders = Reminders ?? [],
    };

    /// <summary><c>Bella, Mochi (moh chee), apoquel</c>: what the recogniser may expect to hear.</summary>
    public string ToHint()
    {
        var hint = new StringBuilder();
        foreach (var word in Pets.Select(Describe)
            .Concat(Pets.SelectMany(pet => pet.Nicknames ?? []).Select(Plain)).Concat(Medications.Select(Plain)))
        {
            if (word.Length == 0 || hint.Length + word.Length + 2 > LongestHint)
                continue;
            if (hint.Length > 0)
                hint.Append(", ");
            hint.Append(word);
        }

        return hint.ToString();
    }

    private static string Describe(PetResponse pet) =>
        string.IsNullOrWhiteSpace(pet.SoundsLike) ? Plain(pet.Name) : $"{Plain(pet.Name)} ({Plain(pet.SoundsLike)})";

    // Commas and parentheses separate entries: a name must not end its own.
    private static string Plain(string name) =>
        string.Concat(name.Select(c => c is ',' or '(' or ')' || char.IsControl(c) ? ' ' : c)).Trim();
}

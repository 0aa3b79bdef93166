using PawPal.Contracts.Pets;

namespace PawPal.Web.Talk;

/// <summary>Things a person could say, with the names of this household.</summary>
internal static class Phrases
{
    public static IEnumerable<string> For(IReadOnlyList<PetResponse> pets)
    {
        if (pets.Count == 0)
            return [];
        var walker = pets.FirstOrDefault(pet => pet.Species is "dog");
        var other = pets.FirstOrDefault(pet => pet.Species is not "dog") ?? pets[^1];
        return new[]
        {
            $"Fed {pets[0].Name} a cup of kibble",
            $"When was {other.Name} last fed?",
            walker is null ? null : $"Walked {walker.Name} for twenty minutes",
            $"{other.Name} weighs 4.2 kilos",
            "What can I say?",
        }.OfType<string>();
    }
}

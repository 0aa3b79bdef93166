using PawPal.Api.Commands;
using PawPal.Contracts.FoodSafety;

namespace PawPal.Api.FoodSafety;

/// <summary>The answer about an item and a species, with whom to call.</summary>
internal static class FoodAnswer
{
    private static readonly Sentences Replies = new("PawPal.Api.FoodSafety.Replies");

    /// <param name="country">Of the household; all lines when it is not known or has none.</param>
    public static FoodSafetyResponse Of(string item, string species, string? country)
    {
        var food = FoodFinder.Find(item, species);
        var verdict = food is null ? Verdicts.Unknown : FoodFinder.VerdictOf(food, species);
        return new FoodSafetyResponse(
            food?.Name ?? item,
            species,
            verdict,
            food?.Signs,
            food?.Dose,
            Advice(food, item, species, verdict),
            food?.Sources ?? [],
            food?.Evidence,
            PoisonLines.For(country));
    }

    private static string Advice(Food? food, string item, string species, string verdict)
    {
        if (food is null)
            return Replies["Unknown", item];
        if (verdict == Verdicts.Unknown)
            return Replies[food.IsHarmful ? "UnknownButHarmful" : "UnknownSpecies", food.Name, species];
        var said = Replies[$"Verdict.{verdict}", Capital(food.Name), species];
        if (food.Signs is { } signs && Verdicts.IsHarmful(verdict))
            said = Replies["WithSigns", said, signs];
        else if (food.Dose is { } dose && verdict == Verdicts.Accepted)
            said = Replies["WithDose", said, dose];
        return verdict is Verdicts.Accepted ? said : Replies["CallSomebody", said];
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

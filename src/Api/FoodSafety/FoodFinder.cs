using PawPal.Api.Text;

namespace PawPal.Api.FoodSafety;

/// <summary>
/// Finds an item by what somebody called it. A word that is spelt wrong leads to harmful items only: taking a harmful
/// word for an accepted one would be the worst mistake.
/// </summary>
internal static class FoodFinder
{
    private const int Longest = 200;

    /// <summary>The worst for the species among the items that fit best; null when none fits.</summary>
    public static Food? Find(string item, string species)
    {
        var words = LooseWords.Of(item.Length > Longest ? item[..Longest] : item);
        if (words.Length == 0)
            return null;
        var named = Food.All.Where(food => food.Names.Any(name => LooseWords.Contains(words,
            LooseWords.Of(name)))).ToList();
        if (named.Exists(food => food.IsHarmful))
            return Worst(Longer(named, words), species);
        // "Apple sefds" names an apple, and means its seeds.
        var fewest = named.Count > 0 ? 2 : 1;
        var meant = Food.All.Where(food => food.IsHarmful && food.Names.Select(LooseWords.Of)
            .Any(name => name.Length >= fewest && LooseWords.IsLike(words, name))).ToList();
        return meant.Count > 0 ? Worst(meant, species) : named.Count > 0 ? Worst(Longer(named, words), species) : null;
    }

    public static string VerdictOf(Food food, string species) =>
        food.Severity.GetValueOrDefault(species) ?? Verdicts.Unknown;

    // "Dark chocolate" is more than "chocolate"; "peanut butter" more than "butter". A harmful item that is named
    // beside an accepted one stays: "apple with raisins".
    private static List<Food> Longer(List<Food> named, string[] words)
    {
        var best = named.ToDictionary(
            food => food,
            food => food.Names.Select(LooseWords.Of).Where(name => LooseWords.Contains(words,
                name)).MaxBy(name => name.Length)!);
        return [.. named.Where(food => !named.Any(other =>
            other != food && best[other].Length > best[food].Length && LooseWords.Contains(best[other], best[food])))];
    }

    private static Food Worst(IReadOnlyList<Food> foods, string species) => foods
        .OrderBy(food => Verdicts.Rank(VerdictOf(food, species)))
        .ThenBy(food => food.IsHarmful ? 0 : 1)
        .First();
}

using System.Globalization;
using System.Text;

namespace PawPal.Api.FoodSafety;

/// <summary>
/// Finds an item by what somebody called it. A word that is spelt wrong leads to harmful items only: taking a harmful
/// word for an accepted one would be the worst mistake.
/// </summary>
internal static class FoodFinder
{
    private const int Longest = 200;
    private const int MostWords = 12;

    /// <summary>The worst for the species among the items that fit best; null when none fits.</summary>
    public static Food? Find(string item, string species)
    {
        var words = Words(item.Length > Longest ? item[..Longest] : item);
        if (words.Length == 0)
            return null;
        var named = Food.All.Where(food => food.Names.Any(name => Contains(words, Words(name)))).ToList();
        if (named.Exists(food => food.IsHarmful))
            return Worst(Longer(named, words), species);
        // "Apple sefds" names an apple, and means its seeds.
        var fewest = named.Count > 0 ? 2 : 1;
        var meant = Food.All.Where(food => food.IsHarmful && food.Names.Select(Words)
            .Any(name => name.Length >= fewest && IsLike(words, name))).ToList();
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
            food => food.Names.Select(Words).Where(name => Contains(words, name)).MaxBy(name => name.Length)!);
        return [.. named.Where(food => !named.Any(other =>
            other != food && best[other].Length > best[food].Length && Contains(best[other], best[food])))];
    }

    private static Food Worst(IReadOnlyList<Food> foods, string species) => foods
        .OrderBy(food => Verdicts.Rank(VerdictOf(food, species)))
        .ThenBy(food => food.IsHarmful ? 0 : 1)
        .First();

    private static bool Contains(string[] words, string[] name)
    {
        for (var start = 0; start + name.Length <= words.Length; start++)
        {
            if (words.AsSpan(start, name.Length).SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static bool IsLike(string[] words, string[] name)
    {
        for (var start = 0; start + name.Length <= words.Length; start++)
        {
            if (name.Select((word, place) => IsLike(words[start + place], word)).All(isLike => isLike))
                return true;
        }

        return false;
    }

    private static bool IsLike(string said, string word) => word.Length switch
    {
        < 4 => said == word,
        < 8 => Distance(said, word) <= 1,
        _ => Distance(said, word) <= 2,
    };

    private static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in IsWellFormed(text) ? text.Normalize(NormalizationForm.FormD) : text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark)
                continue;
            plain.Append(char.IsLetterOrDigit(sign) ? char.ToLowerInvariant(sign) : ' ');
        }

        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)];
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text, i++)))
                return false;
        }

        return true;
    }

    /// <summary>Letters to change, add, leave out or swap with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
            return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}

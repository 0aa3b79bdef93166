using System.Text.Json;

namespace PawPal.Api.Medications;

/// <summary>An active ingredient whose class decides what it is usually not given with.</summary>
/// <param name="Products">Trade names and other names, in lower case.</param>
internal sealed record Ingredient(string Name, string Class, IReadOnlyList<string> Products);

/// <summary>What is known of a medicine by its name: nothing, for most.</summary>
internal static class Medicine
{
    private static readonly IReadOnlyList<Ingredient> All = Read();

    /// <summary>Ingredients that the words of the name tell: two of a combination, none of an unknown name.</summary>
    public static IReadOnlyList<Ingredient> IngredientsOf(string medicine)
    {
        var words = $" {Plain(medicine)} ";
        return [.. All.Where(ingredient => ingredient.Products.Append(ingredient.Name)
            .Any(name => words.Contains($" {name} ", StringComparison.Ordinal)))];
    }

    public static bool IsInsulin(string medicine) => IngredientsOf(medicine).Any(one => one.Class is "insulin");

    /// <summary>"Apoquel 16 mg" is Apoquel: one name begins with all the words of the other.</summary>
    public static bool IsSame(string one, string other)
    {
        var (first, second) = (Plain(one), Plain(other));
        return first == second || first.StartsWith(second + " ", StringComparison.Ordinal)
            || second.StartsWith(first + " ", StringComparison.Ordinal);
    }

    private static string Plain(string name) => string.Join(' ', name.ToLowerInvariant()
        .Split([' ', '-', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries));

    private static IReadOnlyList<Ingredient> Read()
    {
        using var stream = typeof(Medicine).Assembly.GetManifestResourceStream("Medicines.json")
            ?? throw new InvalidOperationException("The list of medicines is missing.");
        return JsonSerializer.Deserialize<MedicineFile>(stream, JsonSerializerOptions.Web)!.Ingredients;
    }

    private sealed record MedicineFile(string Source, IReadOnlyList<Ingredient> Ingredients);
}

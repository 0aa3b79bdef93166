using PawPal.Api.Commands;
using PawPal.Contracts.FoodSafety;

namespace PawPal.Api.FoodSafety;

/// <summary>Whom to call about poison, by country (facts of section 1).</summary>
internal static class PoisonLines
{
    private static readonly Sentences Replies = new("PawPal.Api.FoodSafety.Replies");

    private static readonly PoisonLine[] All =
    [
        new("GB", "Animal PoisonLine", "01202 509000", Replies["LineGb"], "https://www.animalpoisonline.co.uk/"),
        new("US", "ASPCA Animal Poison Control Center", "(888) 426-4435", Replies["LineUs"],
            "https://www.nationalhumanesociety.org/foods-to-avoid"),
    ];

    /// <param name="country">Of the household; all lines when it is not known or has none.</param>
    public static IReadOnlyList<PoisonLine> For(string? country)
    {
        var lines = All.Where(line => line.Country == country).ToArray();
        return lines.Length > 0 ? lines : All;
    }
}

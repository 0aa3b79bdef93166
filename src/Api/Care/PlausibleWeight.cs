namespace PawPal.Api.Care;

/// <summary>
/// The heaviest animals of a species that are known, rounded up: above it somebody misspoke or was misheard. This
/// judges numbers, not animals; what is healthy is another question.
/// </summary>
internal static class PlausibleWeight
{
    /// <summary>Kilograms; nothing that lives in a household weighs more.</summary>
    public const decimal Most = 200;

    public static decimal MostOf(string species) => species switch
    {
        "dog" => 160,
        "cat" => 25,
        "rabbit" => 25,
        "guinea pig" => 5,
        "hamster" => 0.5m,
        "bird" => 20,
        "fish" => 100,
        _ => Most,
    };
}

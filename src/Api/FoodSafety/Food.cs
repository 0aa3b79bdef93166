using System.Text.Json;

namespace PawPal.Api.FoodSafety;

/// <summary>An item that sources say something of.</summary>
/// <param name="Severity">By species; one that is missing has no checked source.</param>
internal sealed record Food(
    string Name,
    IReadOnlyList<string> Aliases,
    IReadOnlyDictionary<string, string> Severity,
    IReadOnlyList<string> Sources,
    string Evidence,
    string? Signs = null,
    string? Dose = null)
{
    /// <summary>All items, from the file beside this one.</summary>
    public static IReadOnlyList<Food> All { get; } = Load();

    public bool IsHarmful => Severity.Values.Any(Verdicts.IsHarmful);

    public IEnumerable<string> Names => Aliases.Prepend(Name);

    private static Food[] Load()
    {
        using var file = typeof(Food).Assembly.GetManifestResourceStream("Foods.json")!;
        return JsonSerializer.Deserialize<Food[]>(file, JsonSerializerOptions.Web)!;
    }
}

internal static class Verdicts
{
    public const string Emergency = "emergency";
    public const string Danger = "danger";
    public const string Caution = "caution";
    public const string Avoid = "avoid";
    public const string Accepted = "accepted";
    public const string Undocumented = "undocumented";
    public const string Unknown = "unknown";

    private static readonly string[] WorstFirst =
        [Emergency, Danger, Avoid, Caution, Undocumented, Accepted, Unknown];

    public static bool IsHarmful(string verdict) => verdict is Emergency or Danger or Caution or Avoid;

    /// <summary>Smaller is worse.</summary>
    public static int Rank(string verdict) => Array.IndexOf(WorstFirst, verdict);
}

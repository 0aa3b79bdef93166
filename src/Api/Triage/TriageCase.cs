using System.Text.Json;

namespace PawPal.Api.Triage;

/// <summary>A rule as the file beside this one has it.</summary>
/// <param name="Signs">Phrases; any one of them is enough. Without, the numbers decide alone.</param>
/// <param name="Species">Empty for all.</param>
/// <param name="MedicineClass">Only for a pet that takes a medicine of this class.</param>
internal sealed record Rule(
    string Id,
    string Level,
    string Why,
    IReadOnlyList<string> Signs,
    IReadOnlyList<string> Sources,
    string Evidence,
    IReadOnlyList<string> Watch,
    IReadOnlyList<string>? Species = null,
    decimal? MinHoursSinceAte = null,
    int? MinBreaths = null,
    int? MaxBreaths = null,
    int? AboveBaseline = null,
    int? MinTimes = null,
    int? MaxTimes = null,
    bool WithOtherSigns = false,
    bool YoungOrOld = false,
    bool Adult = false,
    string? MedicineClass = null)
{
    public static IReadOnlyList<Rule> All { get; } = Load();

    private static Rule[] Load()
    {
        using var file = typeof(Rule).Assembly.GetManifestResourceStream("TriageRules.json")!;
        return JsonSerializer.Deserialize<Rule[]>(file, JsonSerializerOptions.Web)!;
    }
}

/// <summary>What is told of a pet that may need a vet.</summary>
internal sealed record TriageCase(string Species, string Signs)
{
    /// <summary>Of the pet: no sign of anything.</summary>
    public string Name { get; init; } = "";

    /// <summary>Null when nobody knows.</summary>
    public int? AgeMonths { get; init; }

    /// <summary>Names of what it was given lately.</summary>
    public IReadOnlyList<string> Medicines { get; init; } = [];

    public decimal? HoursSinceAte { get; init; }

    public int? Breaths { get; init; }

    public int? UsualBreaths { get; init; }

    public int? Times { get; init; }
}

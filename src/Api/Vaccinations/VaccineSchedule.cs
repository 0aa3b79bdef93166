using System.Text.Json;
using PawPal.Api.Text;

namespace PawPal.Api.Vaccinations;

/// <summary>A template for reminders; a vet and the law of the place decide (facts of section 5).</summary>
/// <param name="IntervalWeeks">Between doses of the first series; null for a series of one.</param>
/// <param name="SeriesEndWeeks">Age at which the first series is over.</param>
internal sealed record VaccineSchedule(
    string Id,
    string Species,
    string Vaccine,
    IReadOnlyList<string> Names,
    bool IsCore,
    int FirstWeeks,
    int? IntervalWeeks,
    int SeriesEndWeeks,
    int FirstBoosterMonths,
    int BoosterMonths,
    string Note,
    IReadOnlyList<string> Sources,
    string Evidence)
{
    // An interval may be kept a little early; ten months apart is a booster, not the series.
    private const int BoosterFromMonths = 10;

    public static IReadOnlyList<VaccineSchedule> All { get; } = Load();

    public static IEnumerable<VaccineSchedule> For(string species) => All.Where(one => one.Species == species);

    /// <summary>By what somebody called the vaccine; null when no template of the species is meant.</summary>
    public static VaccineSchedule? Find(string species, string vaccine)
    {
        var words = LooseWords.Of(vaccine);
        return For(species).FirstOrDefault(one =>
            one.Names.Append(one.Vaccine).Any(name => LooseWords.Contains(words, LooseWords.Of(name))));
    }

    /// <summary>When the next dose is due after one of <paramref name="given"/>.</summary>
    /// <param name="born">Null when nobody knows: then the series is taken to be over.</param>
    /// <param name="before">When the doses before it were given.</param>
    public DateOnly DueAfter(DateOnly given, DateOnly? born, IEnumerable<DateOnly> before)
    {
        if (born is { } birth && IntervalWeeks is { } weeks && given < birth.AddDays(7 * SeriesEndWeeks))
            return given.AddDays(7 * weeks);
        var isBooster = before.Any(earlier => earlier.AddMonths(BoosterFromMonths) <= given);
        return given.AddMonths(isBooster ? BoosterMonths : FirstBoosterMonths);
    }

    private static VaccineSchedule[] Load()
    {
        using var file = typeof(VaccineSchedule).Assembly.GetManifestResourceStream("Schedules.json")!;
        return JsonSerializer.Deserialize<VaccineSchedule[]>(file, JsonSerializerOptions.Web)!;
    }
}

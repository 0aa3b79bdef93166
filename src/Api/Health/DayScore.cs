using PawPal.Api.Commands;
using PawPal.Api.Triage;
using PawPal.Contracts.Health;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Health;

/// <summary>An event, as far as the score looks at it.</summary>
internal sealed record ScoredEvent(string Kind, DateTimeOffset At, string? What);

/// <summary>
/// How much of a usual day was logged, each part against the pet's own last fourteen days. Weights are this product's.
/// </summary>
internal static class DayScore
{
    public const int Days = 14;
    private const int LeastWeight = 30;
    private const decimal SeldomPerDay = 0.5m;

    private static readonly Sentences Words = new("PawPal.Api.Health.Replies");

    /// <param name="events">Of the day and of the days before, that stand.</param>
    /// <param name="until">Now for today, the day's end for one that is over.</param>
    public static (int? Score, IReadOnlyList<HealthPart> Parts) Of(
        IReadOnlyList<ScoredEvent> events,
        IReadOnlyList<DoseWindow> doses,
        (int Weighings, IReadOnlyList<WeightFinding> Findings) weight,
        string species,
        DateOnly date,
        DateTimeOffset until,
        TimeZoneInfo zone)
    {
        var parts = new List<HealthPart>
        {
            Usual("appetite", 25, ["feeding"], events, date, until, zone),
            Usual("water", 10, ["water"], events, date, until, zone),
            Usual("activity", 20, ["walk", "play", "training"], events, date, until, zone),
            Usual("potty", 15, ["potty"], events, date, until, zone),
            Medicines(doses, until),
            Weight(weight),
            Signs(events, species, date, zone),
        };
        var counted = parts.Where(part => part.Points is not null).ToList();
        var whole = counted.Sum(part => part.Weight);
        int? score = whole < LeastWeight
            ? null
            : (int)Math.Round(counted.Sum(part => part.Points!.Value) / whole * 100, MidpointRounding.AwayFromZero);
        return (score, parts);
    }

    private static HealthPart Usual(
        string name,
        int weight,
        string[] kinds,
        IReadOnlyList<ScoredEvent> events,
        DateOnly date,
        DateTimeOffset until,
        TimeZoneInfo zone)
    {
        var clock = zone.ToWallTime(until) - date.ToDateTime(TimeOnly.MinValue);
        var byDay = events.Where(e => kinds.Contains(e.Kind, StringComparer.Ordinal))
            .Select(e => zone.ToWallTime(e.At)).ToLookup(DateOnly.FromDateTime);
        var before = Enumerable.Range(1, Days).Select(back => date.AddDays(-back)).ToList();
        // Days on which nothing at all was logged tell nothing.
        var logged = events.Select(e => DateOnly.FromDateTime(zone.ToWallTime(e.At))).ToHashSet();
        var told = before.Where(logged.Contains).ToList();
        var usual = told.Count == 0
            ? 0
            : (decimal)told.Sum(day => byDay[day].Count(at => at.TimeOfDay < clock)) / told.Count;
        if (told.Count < 3 || usual < SeldomPerDay)
            return new HealthPart(name, weight, Points: null, Words[$"Part.{name}.Unknown"]);
        var count = byDay[date].Count();
        var points = Math.Min(1, count / usual) * weight;
        return new HealthPart(
            name, weight, decimal.Round(points, 1),
            Words[$"Part.{name}", count, Spoken.Number(decimal.Round(usual, 1))]);
    }

    private static HealthPart Medicines(IReadOnlyList<DoseWindow> doses, DateTimeOffset until)
    {
        const int weight = 15;
        var due = doses.Where(dose => dose.DueAt <= until).ToList();
        if (due.Count == 0)
            return new HealthPart("medicines", weight, Points: null, Words["Part.medicines.Unknown"]);
        var given = due.Count(dose => dose.Status == "given");
        return new HealthPart(
            "medicines", weight, decimal.Round((decimal)given / due.Count * weight, 1),
            Words["Part.medicines", given, due.Count]);
    }

    private static HealthPart Weight((int Weighings, IReadOnlyList<WeightFinding> Findings) weight)
    {
        const int most = 10;
        if (weight.Weighings < WeightRules.FewestWeighings)
            return new HealthPart("weight", most, Points: null, Words["Part.weight.Unknown"]);
        return weight.Findings switch
        {
            [] => new HealthPart("weight", most, most, Words["Part.weight"]),
            var found when found.Any(one => one.Level == "vet") => new HealthPart("weight", most, 0, found[0].Text),
            var found => new HealthPart("weight", most, most / 2, found[0].Text),
        };
    }

    private static HealthPart Signs(
        IReadOnlyList<ScoredEvent> events, string species, DateOnly date, TimeZoneInfo zone)
    {
        const int weight = 20;
        var today = events.Where(e => DateOnly.FromDateTime(zone.ToWallTime(e.At)) == date).ToList();
        if (today.Count == 0)
            return new HealthPart("signs", weight, Points: null, Words["Part.signs.Unknown"]);
        var signs = today.Where(e => e.Kind == "symptom").ToList();
        if (signs.Count == 0)
            return new HealthPart("signs", weight, weight, Words["Part.signs.None"]);
        var isUrgent = signs.Exists(sign => sign.What is { } what
            && Assessment.LevelOf(Assessment.Of(new TriageCase(species, what))) == Assessment.Red);
        return new HealthPart(
            "signs", weight, isUrgent ? 0 : Math.Max(0, weight - (signs.Count * weight / 2)),
            Words["Part.signs", Spoken.All([.. signs.Select(sign => sign.What).OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase).DefaultIfEmpty(Words["SomeSign"])])]);
    }
}

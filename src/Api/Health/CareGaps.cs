using PawPal.Api.Commands;
using PawPal.Contracts.Health;

namespace PawPal.Api.Health;

/// <summary>
/// How long it is since a pet ate or went potty, against its own habit. Thresholds of species come from the facts of
/// section 3; others are this product's. Numbers, no diagnosis.
/// </summary>
internal static class CareGaps
{
    public const int Days = 30;
    private const int Fewest = 10;
    private const decimal Longer = 2;

    private const string Rabbits = "http://www.bunnyhugga.com/a-to-z/health/gi-stasis.html";
    private const string Cats = "https://www.petplan.co.uk/cat-insurance/cat-care-and-advice/why-isnt-my-cat-eating.html";

    private static readonly Sentences Words = new("PawPal.Api.Health.Replies");

    /// <param name="times">Of the last 30 days, oldest first.</param>
    /// <param name="ageMonths">Null when nobody knows.</param>
    public static CareGap Of(
        string kind, string species, int? ageMonths, IReadOnlyList<DateTimeOffset> times, DateTimeOffset now)
    {
        if (times.Count < Fewest)
            return new CareGap(kind, "unknown", null, Since(times, now), Words[$"Gap.{kind}.Few", times.Count], null);
        var usual = Median([.. times.Zip(times.Skip(1)).Select(pair => Hours(pair.Second - pair.First))]);
        var hours = Since(times, now)!.Value;
        var (limit, source) = LimitOf(kind, species, ageMonths);
        // Twice a day is the habit of many logs: what is not logged may have been eaten all the same.
        var level = source is not null && hours >= Math.Max(limit, usual * Longer) ? "vet"
            : hours > usual * Longer && hours >= (source is null ? limit : limit / 2) ? "watch" : "none";
        return new CareGap(
            kind, level, usual, hours,
            Words[$"Gap.{kind}.{level}", Spoken.Number(hours), Spoken.Number(usual)], level == "vet" ? source : null);
    }

    // Hours from which on a vet should know, and who says so.
    private static (decimal Hours, string? Source) LimitOf(string kind, string species, int? ageMonths) =>
        (kind, species) switch
        {
            (_, "rabbit") => (10, Rabbits),
            ("feeding", "cat") when ageMonths is null or < 12 or >= 120 => (24, Cats),
            ("feeding", "cat") => (48, Cats),
            _ => (24, null),
        };

    private static decimal? Since(IReadOnlyList<DateTimeOffset> times, DateTimeOffset now) =>
        times.Count == 0 ? null : Hours(now - times[^1]);

    private static decimal Hours(TimeSpan time) => decimal.Round((decimal)time.TotalHours, 1);

    private static decimal Median(List<decimal> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

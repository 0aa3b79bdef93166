using PawPal.Api.Commands;
using PawPal.Contracts.Health;

namespace PawPal.Api.Health;

/// <summary>
/// What a row of weighings says. Thresholds are this product's, made from the sources they name; they show numbers, and
/// are no diagnosis.
/// </summary>
internal static class WeightRules
{
    public const int FewestWeighings = 3;

    private const string ClinicallyImportant =
        "http://www.vcahospitals.com/main/cat-care/article/unexplained-weight-loss-in-cats-and-dogs";

    private const string AnyLoss = "https://www.gensoldx.com/blog/2017/01/23/7-causes-of-weight-loss-in-pets/";

    private static readonly Sentences Replies = new("PawPal.Api.Health.Replies");

    /// <param name="points">Oldest first.</param>
    /// <param name="ageMonths">Null when nobody knows.</param>
    public static IReadOnlyList<WeightFinding> Find(
        IReadOnlyList<WeightPoint> points, string species, int? ageMonths)
    {
        if (points.Count < FewestWeighings)
            return [];
        var last = points[^1];
        var heaviest = points.MaxBy(point => point.Kg)!;
        var findings = new List<WeightFinding>();
        var whole = Loss(heaviest, last);
        var isOldCat = species == "cat" && ageMonths > 120;
        if (whole >= 10 || (isOldCat && whole >= 5))
        {
            findings.Add(new WeightFinding(
                "vet",
                whole >= 10 ? "loss-10-percent" : "old-cat-loss-5-percent",
                Say("LostSince", heaviest, last, whole),
                ClinicallyImportant));
        }

        var month = points.Where(point => point.At >= last.At.AddDays(-30)).MaxBy(point => point.Kg)!;
        if (Loss(month, last) is var recent and >= 5)
        {
            findings.Add(new WeightFinding(
                "watch", "loss-5-percent-30-days", Say("LostInDays", month, last, recent), AnyLoss));
        }

        return findings;
    }

    /// <summary>From the weighing before; null with fewer than two.</summary>
    public static WeightChange? Latest(IReadOnlyList<WeightPoint> points) => points is [.., var before, var last]
        ? new WeightChange(before.Kg, last.Kg, -Loss(before, last), Days(before, last))
        : null;

    private static decimal Loss(WeightPoint from, WeightPoint to) =>
        decimal.Round((from.Kg - to.Kg) / from.Kg * 100, 1);

    private static int Days(WeightPoint from, WeightPoint to) => (int)Math.Round((to.At - from.At).TotalDays);

    private static string Say(string sentence, WeightPoint from, WeightPoint to, decimal percent) => Replies[
        sentence, Spoken.Weight(from.Kg), Spoken.Weight(to.Kg), Spoken.Number(percent), Days(from, to)];
}

using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Health;
using PawPal.Api.Triage;
using PawPal.Contracts.Care;
using PawPal.Contracts.Health;
using PawPal.Contracts.Vaccinations;

namespace PawPal.Api.Reports;

/// <summary>What a vet visit needs on paper.</summary>
internal sealed record VetReport(
    SummaryForVet Summary,
    IReadOnlyList<WeightPoint> Weights,
    IReadOnlyList<CareEventResponse> History,
    IReadOnlyList<VaccinationResponse> Vaccinations,
    int Days)
{
    private const int MostLines = 150;

    private static readonly Sentences Words = new("PawPal.Api.Reports.Replies");

    private static readonly string[] Marks = ["for the vet", "ask the vet", "tell the vet", "question for vet"];

    public byte[] Write(string household, DateTimeOffset now, TimeZoneInfo zone)
    {
        ReportFonts.Use();
        var medical = Summary.Write(now, zone);
        using var page = new ReportPage(
            Words["Title", medical.Name], Words["Footer", household, Day(now, zone)], now);
        foreach (var line in medical.Text.TrimEnd().Split('\n'))
            page.Line(line.TrimEnd());
        Part(page, "Questions", History.Where(IsQuestion).Select(e => Words["Entry", Day(e.OccurredAt, zone),
            e.Note!]));
        WritePart(page, now);
        Part(page, "Vaccinations", Vaccinations.Select(one => one.DueOn is { } due
            ? Words["VaccinationDue", Date(one.GivenOn), one.Vaccine, Date(due)]
            : Words["Entry", Date(one.GivenOn), one.Vaccine]));
        Part(page, "Signs", Of(CareKind.Symptom, zone, e => e.What ?? e.Note ?? ""));
        Part(page, "Doses", Of(CareKind.Medication, zone, e => CareWords.Details(e)!));
        Part(page, "Notes", Of(CareKind.Note, zone, e => e.Note ?? ""));
        Part(page, "Counts", History.GroupBy(e => e.Kind, StringComparer.Ordinal).OrderByDescending(
            group => group.Count())
            .Select(group => Words["Count", group.Key, group.Count()]));
        return page.ToArray();
    }

    private void WritePart(ReportPage page, DateTimeOffset now)
    {
        var points = Weights.Where(point => point.At >= now.AddDays(-Math.Max(Days, 365))).ToList();
        if (points.Count == 0)
            return;
        page.Heading(Words["Part.Weight"]);
        page.Chart([.. points.Select(point => (point.At, point.Kg))], kg => Spoken.Weight(kg));
        foreach (var finding in WeightRules.Find(Weights, Summary.Pet.Species, Summary.Pet.AgeMonths))
            page.Line(finding.Text);
    }

    private static bool IsQuestion(CareEventResponse e) =>
        e.Note is { } note && Marks.Any(mark => note.Contains(mark, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Of(string kind, TimeZoneInfo zone, Func<CareEventResponse, string> say) => History
        .Where(e => e.Kind == kind && !IsQuestion(e)).Take(MostLines)
        .Select(e => Words["Entry", Day(e.OccurredAt, zone), say(e)]);

    private static void Part(ReportPage page, string key, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        page.Heading(Words[$"Part.{key}"]);
        foreach (var line in all)
            page.Line(line);
    }

    private static string Day(DateTimeOffset at, TimeZoneInfo zone) =>
        zone.ToWallTime(at).ToString("d MMM yyyy, HH:mm", Sentences.Culture);

    private static string Date(DateOnly day) => day.ToString("d MMM yyyy", Sentences.Culture);
}

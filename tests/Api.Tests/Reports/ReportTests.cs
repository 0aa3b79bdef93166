using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Reports;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Tests.Reminders;
using PawPal.Contracts.Care;
using PawPal.Contracts.Vaccinations;
using UglyToad.PdfPig;

namespace PawPal.Api.Tests.Reports;

public sealed class ReportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vet_reads_history_medicines_weight_and_questions_on_paper()
    {
        var home = await CareHome.CreateAsync(api);
        var max = home.Pet("Max").Id;
        for (var day = 20; day >= 0; day -= 5)
        {
            await LogAsync(home, new LogCareRequest(
                [max], "weight", api.Clock.GetUtcNow().AddDays(-day), Weight: 12 + (day / 10m)));
        }

        await LogAsync(home, new LogCareRequest([max], "symptom", What: "limping", Note: "left hind leg"));
        await LogAsync(home, new LogCareRequest([max], "medication", Medication: "Apoquel", Dose: "1 tablet"));
        await LogAsync(home, new LogCareRequest([max], "note", Note: "For the vet: is Zoë’s naïve diet – čaj – fine?"));
        await LogAsync(home, new LogCareRequest([max], "note", Note: new string('x', 1_500)));
        using var vaccination = await home.Client.PostAsJsonAsync(
            "/api/v1/vaccinations",
            new AddVaccinationRequest(max, "Rabies", DateOnly.FromDateTime(api.Clock.GetUtcNow().UtcDateTime).AddDays(
                -3)), Ct);
        Assert.Equal(HttpStatusCode.Created, vaccination.StatusCode);
        for (var walk = 0; walk < 3; walk++)
            await LogAsync(home, new LogCareRequest([max], "walk", DurationMinutes: 20));

        using var answer = await home.Client.GetAsync($"/api/v1/pets/{max}/report", Ct);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync(Ct));
        var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (var part in (string[])[
            "Max: for the vet", "Questions for the vet", "is Zoë’s naïve diet – čaj – fine?", "Weight",
            "loss of", "Rabies", "limping", "1 tablet of Apoquel", "3 × walk"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.True(pdf.GetPage(1).Paths.Count > 5, "There is no chart.");
    }

    [Fact]
    public async Task A_pet_without_history_has_a_report_and_a_strangers_has_none()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        using var empty = await home.Client.GetAsync($"/api/v1/pets/{home.Pet("Pip").Id}/report?days=1", Ct);
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        using var stranger = await home.Client.GetAsync($"/api/v1/pets/{other.Pet("Pip").Id}/report", Ct);
        await stranger.ProblemAsync(Problems.PetUnknown);
    }

    [Theory]
    [InlineData("2026-11-26T12:00:00Z", "2026-11-30T08:00:00Z")]
    [InlineData("2026-11-30T07:59:00Z", "2026-11-30T08:00:00Z")]
    [InlineData("2026-11-30T08:00:00Z", "2026-12-07T08:00:00Z")]
    [InlineData("2026-03-27T12:00:00Z", "2026-03-30T07:00:00Z")]
    public void The_next_summary_is_on_Monday_at_eight_by_the_households_clock(string now, string next) => Assert.Equal(
        At(next), WeeklySummary.NextMonday(At(now), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")));

    [Fact]
    public async Task The_week_is_told_once_and_a_quiet_household_hears_nothing()
    {
        var home = await CareHome.CreateAsync(api);
        var quiet = await CareHome.CreateAsync(api);
        await LogAsync(home, new LogCareRequest([home.Pet("Max").Id], "walk"));
        await LogAsync(home, new LogCareRequest([home.Pet("Max").Id], "walk"));
        await LogAsync(home, new LogCareRequest([home.Pet("Luna").Id], "weight", Weight: 4.25m));
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.ExecuteAsync(
            $"update household set next_summary_at = '{api.Clock.GetUtcNow().AddSeconds(-1):O}' where id in ('{home.Home.Id}', '{quiet.Home.Id}')");
        await using var worker = ReminderHome.NewWorker(api);
        await ReminderHome.TickAsync(worker);
        await ReminderHome.TickAsync(worker);
        Assert.Equal(
            ["Max: 2 × walk.\nLuna: 1 × weight, last 4.25 kilograms.\n"],
            await BodiesAsync(home));
        Assert.Empty(await BodiesAsync(quiet));
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string[]> BodiesAsync(CareHome home) => await api.ScalarAsync<string[]>(
        $"select array(select body from notice where household_id = '{home.Home.Id}' and kind = 'summary.weekly')");

    private static async Task LogAsync(CareHome home, LogCareRequest request)
    {
        using var answer = await home.Client.PostAsJsonAsync("/api/v1/care/events", request, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}

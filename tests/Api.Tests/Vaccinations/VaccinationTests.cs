using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Tests.Reminders;
using PawPal.Api.Vaccinations;
using PawPal.Contracts.Vaccinations;

namespace PawPal.Api.Tests.Vaccinations;

public sealed class VaccinationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/vaccinations";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateOnly Today => DateOnly.FromDateTime(api.Clock.GetUtcNow().UtcDateTime);

    [Theory]
    [InlineData("dog", "DHPP", "2025-01-01", "2024-11-01", "", "2025-01-29")]
    [InlineData("dog", "DHPP", "2025-03-01", "2024-11-01", "2025-02-01", "2026-03-01")]
    [InlineData("dog", "DHPP", "2026-03-01", "2024-11-01", "2025-03-01", "2029-03-01")]
    [InlineData("dog", "rabies", "2024-02-29", null, "", "2025-02-28")]
    [InlineData("rabbit", "Nobivac Myxo-RHD", "2025-05-01", null, "2024-05-01", "2026-05-01")]
    public void The_next_date_follows_from_series_and_boosters(
        string species, string vaccine, string given, string? born, string before, string due)
    {
        var schedule = VaccineSchedule.Find(species, vaccine)!;
        Assert.Equal(Day(due), schedule.DueAfter(
            Day(given), born is null ? null : Day(born), before.Length == 0 ? [] : [Day(before)]));
    }

    [Fact]
    public async Task Records_are_kept_changed_listed_and_deleted_and_the_newest_counts()
    {
        var home = await CareHome.CreateAsync(api);
        var old = await AddAsync(home, "Bella", "DHPP", Today.AddYears(-1));
        Assert.Equal(("dog-core", Today), (old.Schedule, old.DueOn!.Value));
        var newer = await AddAsync(home, "Bella", "Distemper and parvo", Today);
        Assert.Equal(Today.AddMonths(36), newer.DueOn);
        var due = (await home.GetAsync<VaccinationsDueResponse>($"{Path}/due?petId={home.Pet("Bella").Id}")).Due;
        Assert.Equal("later", due.Single(one => one.Schedule == "dog-core").Status);
        Assert.Equal("no-record", due.Single(one => one.Schedule == "dog-rabies").Status);

        using var changed = await home.Client.PutAsync(
            $"{Path}/{newer.Id}", new { vaccine = "DHPP", givenOn = Today, nextDueOn = Today.AddDays(10) },
                newer.Version);
        var after = await changed.Content.ReadFromJsonAsync<VaccinationResponse>(Ct);
        Assert.Equal(Today.AddDays(10), after!.DueOn);
        using var stale = await home.Client.PutAsync(
            $"{Path}/{newer.Id}", new { vaccine = "DHPP", givenOn = Today }, newer.Version);
        await stale.ProblemAsync(Problems.VersionStale);
        using var deleted = await home.Client.DeleteAsync($"{Path}/{newer.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.True(Assert.Single((await home.GetAsync<VaccinationsResponse>(Path)).Vaccinations).IsLatest);
    }

    [Fact]
    public async Task What_has_no_template_has_no_date_that_is_guessed()
    {
        var home = await CareHome.CreateAsync(api);
        Assert.Null((await AddAsync(home, "Bella", "Snake antivenom", Today)).DueOn);
        Assert.Empty((await home.GetAsync<VaccineSchedulesResponse>($"{Path}/schedules?species=hamster")).Schedules);
    }

    [Fact]
    public async Task It_is_told_once_that_a_date_comes_near_and_once_that_it_has_passed()
    {
        var home = await CareHome.CreateAsync(api);
        await AddAsync(home, "Pip", "Myxo RHD", Today.AddYears(-1).AddDays(20));
        await using var worker = ReminderHome.NewWorker(api);
        await ReminderHome.TickAsync(worker);
        await ReminderHome.TickAsync(worker);
        Assert.Equal(["Pip: Myxo RHD is due soon"], await TitlesAsync(home));
        api.Clock.Advance(TimeSpan.FromDays(22));
        await ReminderHome.TickAsync(worker);
        await ReminderHome.TickAsync(worker);
        Assert.Equal(["Pip: Myxo RHD is due soon", "Pip: Myxo RHD is overdue"], await TitlesAsync(home));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_at_its_field()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        var bella = home.Pet("Bella").Id;
        await RefusedAsync(home, new AddVaccinationRequest(bella, "Rabies", Today.AddDays(2)), "/givenOn");
        await RefusedAsync(home, new AddVaccinationRequest(bella, "\u200b", Today), "/vaccine");
        await RefusedAsync(home, new AddVaccinationRequest(bella, "Rabies", Today, NextDueOn: Today), "/nextDueOn");
        await RefusedAsync(
            home, new AddVaccinationRequest(bella, "Rabies", Today, DocumentId: Guid.NewGuid()), "/documentId");
        using var stranger = await home.Client.PostAsJsonAsync(
            Path, new AddVaccinationRequest(other.Pet("Bella").Id, "Rabies", Today), Ct);
        await stranger.ProblemAsync(Problems.PetUnknown);
        Assert.Equal(0, await home.CountAsync("vaccination"));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd",
        System.Globalization.CultureInfo.InvariantCulture);

    private static async Task RefusedAsync(CareHome home, AddVaccinationRequest request, string pointer)
    {
        using var answer = await home.Client.PostAsJsonAsync(Path, request, Ct);
        var problem = await answer.ProblemAsync(Problems.InvalidRequest);
        Assert.Contains(problem.Errors(), error => error.Pointer == pointer);
    }

    private static async Task<VaccinationResponse> AddAsync(CareHome home, string pet, string vaccine, DateOnly given)
    {
        using var answer = await home.Client.PostAsJsonAsync(
            Path, new AddVaccinationRequest(home.Pet(pet).Id, vaccine, given), Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<VaccinationResponse>(Ct))!;
    }

    private async Task<string[]> TitlesAsync(CareHome home) => await api.ScalarAsync<string[]>(
        $"select array(select title from notice where household_id = '{home.Home.Id}' order by created_at, id)");
}

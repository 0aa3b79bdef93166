using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Medications;
using PawPal.Contracts.Paging;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Tests.Medications;

public sealed class RegimenTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/regimens";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_read_back_reminded_of_changed_paused_and_ended()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await AddAsync(home, "Max", "Apoquel 16 mg", "1 tablet BID for ten days with food");
        Assert.Equal("1 tablet twice a day, 12 hours apart, with food, for 10 days", plan.Words);
        Assert.Equal(("1 tablet", 9 * 60, 2, "active"), (plan.Dose, plan.LeastGapMinutes, plan.MostPerDay, plan.State));
        var reminder = Assert.Single((await home.GetAsync<Page<ReminderResponse>>("/api/v1/reminders")).Items);
        Assert.Equal(("Apoquel 16 mg, 1 tablet", plan.Id), (reminder.Title, reminder.RegimenId));

        using var changed = await home.Client.PutAsync(
            $"{Path}/{plan.Id}", new { medication = "Apoquel 16 mg", directions = "1 tab SID" }, plan.Version);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var stale = await home.Client.PutAsync(
            $"{Path}/{plan.Id}", new { medication = "Apoquel 16 mg", directions = "1 tab SID" }, plan.Version);
        await stale.ProblemAsync(Problems.VersionStale);
        var after = await home.GetAsync<RegimenResponse>($"{Path}/{plan.Id}");
        Assert.Equal(("1 tablet once a day", 1), (after.Words, after.MostPerDay));
        reminder = Assert.Single((await home.GetAsync<Page<ReminderResponse>>("/api/v1/reminders")).Items);
        Assert.Equal("FREQ=DAILY", reminder.Rule);

        using var ended = await home.Client.PutAsync(
            $"{Path}/{plan.Id}/state", new { state = "ended" }, after.Version);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Empty((await home.GetAsync<RegimensResponse>(Path)).Regimens);
        Assert.Empty((await home.GetAsync<Page<ReminderResponse>>("/api/v1/reminders")).Items);
        Assert.Single((await home.GetAsync<RegimensResponse>($"{Path}?ended=true")).Regimens);
    }

    [Fact]
    public async Task Directions_are_shown_in_words_before_anything_is_kept()
    {
        var home = await CareHome.CreateAsync(api);
        var read = await home.GetAsync<DirectionsResponse>($"{Path}/directions?text=1%20tab%20q8h%20PRN");
        Assert.Equal(("1 tablet", true, 8, 3), (read.Dose, read.AsNeeded, read.LeastHours, read.MostPerDay));
        using var answer = await home.Client.GetAsync($"{Path}/directions?text=1%20drop%20OD", Ct);
        var problem = await answer.ProblemAsync(Problems.InvalidRequest);
        Assert.Equal(("/text", "ambiguous"), (problem.Errors().First().Pointer, problem.Errors().First().Code));
    }

    [Fact]
    public async Task Stock_falls_with_each_dose_and_its_threshold_is_told_once()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await AddAsync(home, "Max", "Apoquel", "2 tablets BID", stock: 10, refillAt: 6);
        Assert.Equal(10, plan.Stock?.Left);
        for (var dose = 0; dose < 3; dose++)
        {
            await GiveAsync(home, plan.Id);
            await home.AdvanceAsync(TimeSpan.FromHours(12));
        }

        var after = await home.GetAsync<RegimenResponse>($"{Path}/{plan.Id}");
        Assert.Equal((4, true), (after.Stock!.Left, after.Stock.IsLow));
        Assert.Equal(1, await api.ScalarAsync<long>(
            $"select count(*) from notice where household_id = '{home.Home.Id}' and kind = 'medicine.refill'"));

        using var counted = await home.Client.PutAsync(
            $"{Path}/{plan.Id}/stock", new { stock = 30, refillAt = 6 }, after.Version);
        Assert.Equal(30, (await counted.Content.ReadFromJsonAsync<RegimenResponse>(Ct))!.Stock!.Left);
    }

    [Fact]
    public async Task The_doses_of_a_day_tell_who_gave_which_and_which_is_open()
    {
        var home = await CareHome.CreateAsync(api);
        var wall = TimeZoneInfo.ConvertTime(api.Clock.GetUtcNow(), home.Caller.TimeZone).DateTime;
        var today = DateOnly.FromDateTime(wall).AddDays(1);
        var start = today.ToDateTime(new TimeOnly(8, 0));
        var plan = await AddAsync(home, "Max", "Apoquel", "1 tablet BID", startsAt: start);
        api.Clock.SetUtcNow(new DateTimeOffset(
            start.AddMinutes(10), home.Caller.TimeZone.GetUtcOffset(start)).ToUniversalTime());
        await home.SignInAsync();
        await GiveAsync(home, plan.Id);
        var doses = await home.GetAsync<DosesResponse>($"{Path}/doses?date={today:yyyy-MM-dd}");
        Assert.Equal(["given", "upcoming"], doses.Doses.Select(dose => dose.Status));
        Assert.Equal(home.Caller.AccountName.Length > 0, doses.Doses[0].By is not null);
        await home.AdvanceAsync(TimeSpan.FromHours(30));
        doses = await home.GetAsync<DosesResponse>($"{Path}/doses?date={today:yyyy-MM-dd}");
        Assert.Equal(["given", "missed"], doses.Doses.Select(dose => dose.Status));
    }

    [Theory]
    [InlineData("", "1 tablet BID", "/medication")]
    [InlineData("Apo\u202equel", "1 tablet BID", "/medication")]
    [InlineData("Apoquel", "1 tablet sometimes", "/directions")]
    [InlineData("Apoquel", "1 drop OD", "/directions")]
    public async Task What_cannot_be_is_refused_at_its_field(string medication, string directions, string pointer)
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.PostAsJsonAsync(
            Path, new AddRegimenRequest(home.Pet("Max").Id, medication, directions), Ct);
        var problem = await answer.ProblemAsync(Problems.InvalidRequest);
        Assert.Contains(problem.Errors(), error => error.Pointer == pointer);
        Assert.Equal(0, await home.CountAsync("regimen"));
    }

    [Fact]
    public async Task Another_households_plan_and_pet_are_unknown()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        var plan = await AddAsync(other, "Max", "Apoquel", "1 tablet BID");
        using var stolen = await home.Client.PostAsJsonAsync($"{Path}/{plan.Id}/doses", new { }, Ct);
        await stolen.ProblemAsync(Problems.RegimenUnknown);
        using var pet = await home.Client.PostAsJsonAsync(
            Path, new AddRegimenRequest(other.Pet("Max").Id, "Apoquel", "SID"), Ct);
        await pet.ProblemAsync(Problems.PetUnknown);
        using var reminder = await home.Client.PostAsJsonAsync(
            "/api/v1/reminders",
            new ReminderRequest(
                "Pill", "medication", new DateTime(2027, 1, 1, 8, 0, 0), "FREQ=DAILY",
                PetIds: [home.Pet("Max").Id], RegimenId: plan.Id),
            Ct);
        var problem = await reminder.ProblemAsync(Problems.InvalidRequest);
        Assert.Equal("/regimenId", problem.Errors().First().Pointer);
    }

    [Fact]
    public async Task A_medicine_that_does_not_go_with_another_one_needs_a_second_look()
    {
        var home = await CareHome.CreateAsync(api);
        await AddAsync(home, "Max", "Metacam", "1 ml SID");
        var request = new AddRegimenRequest(home.Pet("Max").Id, "Prednisolone 5 mg", "1 tablet SID");
        using var refused = await home.Client.PostAsJsonAsync(Path, request, Ct);
        var problem = await refused.ProblemAsync(Problems.MedicineDoubtful);
        Assert.Contains("Metacam", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        using var taken = await home.Client.PostAsJsonAsync(Path, request with { Confirmed = true }, Ct);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    private static async Task<RegimenResponse> AddAsync(
        CareHome home,
        string pet,
        string medication,
        string directions,
        decimal? stock = null,
        decimal? refillAt = null,
        DateTime? startsAt = null)
    {
        using var answer = await home.Client.PostAsJsonAsync(
            Path,
            new AddRegimenRequest(
                home.Pet(pet).Id, medication, directions, startsAt, Stock: stock, RefillAt: refillAt),
            Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<RegimenResponse>(Ct))!;
    }

    private static async Task GiveAsync(CareHome home, Guid plan)
    {
        using var answer = await home.Client.PostAsJsonAsync($"{Path}/{plan}/doses", new { }, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}

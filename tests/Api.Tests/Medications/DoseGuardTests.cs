using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Commands;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Medications;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Medications;

public sealed class DoseGuardTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dose_too_early_is_refused_with_who_and_when_unless_confirmed()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await PlanAsync(home, "Max", "Apoquel", "1 tablet BID");
        using var first = await GiveAsync(home, plan);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await home.AdvanceAsync(TimeSpan.FromMinutes(30));
        var person = await api.JoinAsync(home.Home, "carer");
        using var again = await person.Client.PostAsJsonAsync($"/api/v1/regimens/{plan}/doses", new { }, Ct);
        var problem = await again.ProblemAsync(Problems.DoseDoubtful);
        var detail = problem["detail"]!.GetValue<string>();
        Assert.Contains("given by", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("by you", detail, StringComparison.Ordinal);
        Assert.Contains("next dose is not before", detail, StringComparison.Ordinal);
        Assert.Equal("too-early", problem.Errors().First().Code);
        Assert.Equal(1, await home.CountAsync());

        using var confirmed = await person.Client.PostAsJsonAsync(
            $"/api/v1/regimens/{plan}/doses", new { confirmed = true }, Ct);
        Assert.Equal(HttpStatusCode.Created, confirmed.StatusCode);
        Assert.Equal(2, await home.CountAsync());
        Assert.Equal(1, await api.ScalarAsync<long>(
            $"select count(*) from notice where household_id = '{home.Home.Id}' and kind = 'medicine.again'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_many_who_give_the_same_dose_at_once_one_does(bool isPlanned)
    {
        var home = await CareHome.CreateAsync(api);
        if (isPlanned)
            await PlanAsync(home, "Max", "Apoquel", "1 tablet BID");
        var request = new LogCareRequest([home.Pet("Max").Id], "medication", Medication: "Apoquel");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => home.Client.PostAsJsonAsync("/api/v1/care/events", request, Ct)));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await home.CountAsync());
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task The_log_and_voice_pass_the_same_guard_and_find_the_plan_by_its_name()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await PlanAsync(home, "Max", "Apoquel 16 mg", "1 tablet BID");
        var done = Assert.IsType<CommandOutcome.Done>(await home.RunAsync(
            Intents.LogMedication, new Slots { Pets = ["Max"], Medication = "apoquel" }));
        Assert.Equal((plan, "1 tablet"), (done.Events[0].RegimenId!.Value, done.Events[0].Dose));
        using var log = await home.Client.PostAsJsonAsync(
            "/api/v1/care/events",
            new LogCareRequest([home.Pet("Max").Id], "medication", Medication: "Apoquel"), Ct);
        await log.ProblemAsync(Problems.DoseDoubtful);
        var asked = Assert.IsType<CommandOutcome.NeedsYes>(await home.RunAsync(
            Intents.LogMedication, new Slots { Pets = ["Max"], Medication = "apoquel" }));
        Assert.Contains("just now, given by you", asked.Reply, StringComparison.Ordinal);
        Assert.Equal(1, await home.CountAsync());
    }

    [Fact]
    public async Task A_dose_that_is_taken_back_is_none()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await PlanAsync(home, "Max", "Apoquel", "1 tablet BID");
        using var first = await GiveAsync(home, plan);
        var logged = await first.Content.ReadFromJsonAsync<LogCareResponse>(Ct);
        using var undone = await home.Client.PostAsJsonAsync(
            "/api/v1/care/undo", new UndoRequest(logged!.UndoToken), Ct);
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        using var second = await GiveAsync(home, plan);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task Insulin_is_not_given_again_before_a_vet_was_asked()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await PlanAsync(home, "Luna", "Caninsulin", "2 units q12h SC with food");
        using var first = await GiveAsync(home, plan);
        await home.AdvanceAsync(TimeSpan.FromHours(1));
        using var second = await GiveAsync(home, plan);
        var problem = await second.ProblemAsync(Problems.DoseDoubtful);
        Assert.Equal("insulin", problem.Errors().First().Code);
        Assert.Contains(
            "before you have asked your vet", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_given_as_needed_has_its_limit_within_any_24_hours()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await PlanAsync(home, "Max", "Tramadol",
            "1 tablet as needed, at least 6 hours apart, max 2 per day");
        for (var dose = 0; dose < 2; dose++)
        {
            using var given = await GiveAsync(home, plan);
            Assert.Equal(HttpStatusCode.Created, given.StatusCode);
            await home.AdvanceAsync(TimeSpan.FromHours(7));
        }

        using var third = await GiveAsync(home, plan);
        var problem = await third.ProblemAsync(Problems.DoseDoubtful);
        Assert.Equal("day-limit", problem.Errors().First().Code);
        await home.AdvanceAsync(TimeSpan.FromHours(11));
        using var nextDay = await GiveAsync(home, plan);
        Assert.Equal(HttpStatusCode.Created, nextDay.StatusCode);
    }

    [Fact]
    public async Task A_cat_and_permethrin_are_warned_of()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/care/events",
            new LogCareRequest([home.Pet("Luna").Id], "medication", Medication: "Advantix"), Ct);
        var problem = await answer.ProblemAsync(Problems.DoseDoubtful);
        Assert.Equal("species", problem.Errors().First().Code);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_correction_that_only_mends_a_note_asks_nobody_but_another_time_does()
    {
        var home = await CareHome.CreateAsync(api);
        var plan = await PlanAsync(home, "Max", "Apoquel", "1 tablet BID");
        using var first = await GiveAsync(home, plan);
        var early = (await first.Content.ReadFromJsonAsync<LogCareResponse>(Ct))!.Events[0];
        await home.AdvanceAsync(TimeSpan.FromHours(12));
        using var second = await GiveAsync(home, plan);
        var late = (await second.Content.ReadFromJsonAsync<LogCareResponse>(Ct))!.Events[0];
        using var noted = await home.Client.PostAsJsonAsync(
            $"/api/v1/care/events/{late.Id}/correction",
            new { kind = "medication", medication = "Apoquel", dose = "1 tablet", note = "with cheese" }, Ct);
        Assert.Equal(HttpStatusCode.OK, noted.StatusCode);
        var mended = await noted.Content.ReadFromJsonAsync<CareEventResponse>(Ct);
        Assert.Equal(plan, mended!.RegimenId);
        using var moved = await home.Client.PostAsJsonAsync(
            $"/api/v1/care/events/{mended.Id}/correction",
            new { kind = "medication", medication = "Apoquel", occurredAt = early.OccurredAt.AddHours(1) }, Ct);
        await moved.ProblemAsync(Problems.DoseDoubtful);
    }

    private static async Task<Guid> PlanAsync(CareHome home, string pet, string medication, string directions)
    {
        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/regimens", new AddRegimenRequest(home.Pet(pet).Id, medication, directions), Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<RegimenResponse>(Ct))!.Id;
    }

    private static Task<HttpResponseMessage> GiveAsync(CareHome home, Guid plan) =>
        home.Client.PostAsJsonAsync($"/api/v1/regimens/{plan}/doses", new { }, Ct);
}

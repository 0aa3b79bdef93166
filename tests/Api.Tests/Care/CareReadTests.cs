using System.Net;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Care;

public sealed class CareReadTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Today_is_the_households_day_and_looks_back_for_the_last_times()
    {
        var home = await CareHome.CreateAsync(api, "Pacific/Auckland");
        var zone = home.Caller.TimeZone;
        var now = api.Clock.GetUtcNow();
        var midnight = Api.Commands.HouseholdClock.StartOf(zone, home.Caller.LocalDate(now));
        await home.RunAsync(midnight.AddSeconds(-1), new Frame(Intents.LogFeeding, new Slots(["Luna"])));
        await home.RunAsync(midnight, new Frame(Intents.LogWalk, new Slots(["Luna"])));
        await home.RunAsync(midnight.AddDays(-9), new Frame(Intents.LogWeight, new Slots(["Luna"], WeightKg: 4.2m)));

        var today = await home.GetAsync<CareTodayResponse>("/api/v1/care/today");
        Assert.Equal(("Pacific/Auckland", home.Caller.LocalDate(now)), (today!.TimeZone, today.Date));
        Assert.Equal(home.Pets.Select(pet => pet.Id), today.Pets.Select(day => day.Pet.Id));
        var luna = today.Pets.Single(day => day.Pet.Id == home.Pet("Luna").Id);
        Assert.Equal("walk", Assert.Single(luna.Events).Kind);
        Assert.Equal(midnight.AddSeconds(-1), luna.LastFedAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Equal(midnight, luna.LastWalkedAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Equal(4.2m, luna.LatestWeightKg);
        Assert.All(today.Pets.Where(day => day != luna), day => Assert.Empty(day.Events));
    }

    [Fact]
    public async Task What_was_taken_back_is_not_of_today()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Intents.LogFeeding, new Slots(["Luna"]));
        await home.RunAsync(Intents.Undo, new Slots());
        var today = await home.GetAsync<CareTodayResponse>("/api/v1/care/today");
        Assert.All(today!.Pets, day => Assert.Empty(day.Events));
        Assert.All(today.Pets, day => Assert.Null(day.LastFedAt));
    }

    [Fact]
    public async Task Pages_hold_every_event_once_newest_first()
    {
        var home = await CareHome.CreateAsync(api);
        var now = api.Clock.GetUtcNow();
        // Pets of one frame share their moment: the id decides among them.
        for (var i = 0; i < 4; i++)
            await home.RunAsync(now.AddMinutes(-i), new Frame(Intents.LogFeeding, new Slots(["Bella", "Max", "Luna"])));
        var seen = new List<CareEventResponse>();
        string? next = null;
        do
        {
            var page = await home.GetAsync<CareEventPage>(
                "/api/v1/care/events?limit=5" + (next is null ? "" : "&cursor=" + next));
            seen.AddRange(page!.Events);
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(12, seen.Select(e => e.Id).Distinct().Count());
        Assert.Equal(12, seen.Count);
        Assert.Equal(seen.OrderByDescending(e => e.OccurredAt).Select(e => e.OccurredAt),
            seen.Select(e => e.OccurredAt));
    }

    [Fact]
    public async Task Events_are_chosen_by_pet_and_kind()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(
            new Frame(Intents.LogFeeding, new Slots(["Luna"])), new Frame(Intents.LogWalk, new Slots(["Luna", "Max"])));
        var page = await home.GetAsync<CareEventPage>(
            $"/api/v1/care/events?petId={home.Pet("Luna").Id}&kind=walk");
        var found = Assert.Single(page!.Events);
        Assert.Equal(("Luna", "walk"), (found.Pet, found.Kind));
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData("limit=0", HttpStatusCode.BadRequest)]
    [InlineData("limit=201", HttpStatusCode.BadRequest)]
    [InlineData("limit=many", HttpStatusCode.BadRequest)]
    [InlineData("kind=nap", HttpStatusCode.BadRequest)]
    [InlineData("cursor=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("cursor=________________________________", HttpStatusCode.BadRequest)]
    [InlineData("petId=7", HttpStatusCode.BadRequest)]
    [InlineData("petId=00000000-0000-0000-0000-000000000001", HttpStatusCode.NotFound)]
    public async Task A_wrong_query_is_a_problem(string query, HttpStatusCode status)
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.GetAsync(
            "/api/v1/care/events?" + query, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Another_households_pet_is_answered_like_a_missing_one()
    {
        var (mine, theirs) = (await CareHome.CreateAsync(api), await CareHome.CreateAsync(api));
        using var answer = await mine.Client.GetAsync(
            $"/api/v1/care/events?petId={theirs.Pets[0].Id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_household_sees_only_its_own_events()
    {
        var (mine, theirs) = (await CareHome.CreateAsync(api), await CareHome.CreateAsync(api));
        await theirs.RunAsync(Intents.LogFeeding, new Slots(["Luna"]));
        Assert.Empty((await mine.GetAsync<CareEventPage>("/api/v1/care/events"))!.Events);
    }
}

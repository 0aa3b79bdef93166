using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Demo;
using PawPal.Contracts.Demo;
using PawPal.Contracts.Households;

namespace PawPal.Api.Tests.Demo;

public sealed class StartDemoTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_gets_an_ordinary_household_with_six_animals()
    {
        var home = await api.NewDemoAsync("Europe/London");

        var household = await home.Client.GetFromJsonAsync<HouseholdResponse>("/api/v1/household", Ct);

        Assert.Equal(
            [
                ("Bella", "dog"), ("Max", "dog"), ("Luna", "cat"), ("Mochi", "cat"), ("Mr. Whiskers", "cat"),
                ("Pip", "rabbit"),
            ],
            household!.Pets.Select(pet => (pet.Name, pet.Species)));
        Assert.Equal("moh chee", household.Pets[3].SoundsLike);
        Assert.Equal("Europe/London", household.TimeZone);
        Assert.Equal("owner", household.Role);
        Assert.True(household.IsDemo);
    }

    [Fact]
    public async Task A_body_is_not_needed()
    {
        using var client = api.NewClient();
        using var answer = await client.PostAsync("/api/v1/demo", null, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_zone_this_server_does_not_know_becomes_UTC()
    {
        var home = await api.NewDemoAsync("Mars/Olympus_Mons");
        var household = await home.Client.GetFromJsonAsync<HouseholdResponse>("/api/v1/household", Ct);
        Assert.Equal("Etc/UTC", household!.TimeZone);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("Europe/London\n")]
    [InlineData("")]
    public async Task A_zone_that_is_none_is_refused(string zone)
    {
        using var client = api.NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/demo", new DemoRequest(zone), Ct);
        var problem = await answer.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Equal([("/timeZone", "format")], problem.Errors());
    }

    [Fact]
    public async Task Two_weeks_of_events_are_in_the_log_and_none_lies_in_the_future()
    {
        var home = await api.NewDemoAsync("America/Los_Angeles");

        var events = await api.ScalarAsync<long>($"select count(*) from care_event where household_id = '{home.Id}'");
        Assert.InRange(events, 200, 320);
        Assert.Equal(0, await api.ScalarAsync<long>(
            $"""
            select count(*) from care_event where household_id = '{home.Id}'
                and (recorded_at > '{api.Clock.GetUtcNow():O}' or occurred_at > recorded_at)
            """));
        Assert.Equal(4, await api.ScalarAsync<long>(
            $"select count(distinct kind) from care_event where household_id = '{home.Id}'"));
    }
}

public sealed class DemoStoryTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public void The_same_seed_and_moment_tell_the_same_story()
    {
        var pets = DemoStory.Pets();
        var now = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DemoStory(now, London, 1).Of(pets), new DemoStory(now, London, 1).Of(pets));
        Assert.NotEqual(new DemoStory(now, London, 1).Of(pets), new DemoStory(now, London, 2).Of(pets));
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(12, 6, 0)]
    [InlineData(22, 6, 6)]
    public void What_is_done_today_depends_on_the_hour(int hour, int breakfasts, int dinners)
    {
        var now = new DateTimeOffset(2026, 1, 15, hour, 0, 0, TimeSpan.Zero);
        var meals = new DemoStory(now, London, 1).Of(DemoStory.Pets())
            .Where(e => e.Kind == "feeding" && e.OccurredAt.Date == now.Date)
            .ToList();
        Assert.Equal(breakfasts, meals.Count(e => e.OccurredAt.Hour < 12));
        Assert.Equal(dinners, meals.Count(e => e.OccurredAt.Hour >= 12));
    }

    [Fact]
    public void Every_day_in_every_zone_has_its_meals_also_when_clocks_change()
    {
        foreach (var id in new[] { "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu" })
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            for (var day = 0; day < 366; day += 9)
            {
                var now = new DateTimeOffset(2026, 1, 1, 23, 30, 0, TimeSpan.Zero).AddDays(day);
                var story = new DemoStory(now, zone, 1).Of(DemoStory.Pets());
                Assert.InRange(story.Count(e => e.Kind == "feeding"), 13 * 12, 14 * 12);
                Assert.All(story, e => Assert.True(e.OccurredAt <= e.RecordedAt && e.RecordedAt <= now));
            }
        }
    }

    [Fact]
    public void Walks_and_weights_are_plausible()
    {
        var pets = DemoStory.Pets();
        var story = new DemoStory(new DateTimeOffset(2026, 6, 1, 21, 0, 0, TimeSpan.Zero), London, 1).Of(pets);

        Assert.All(story.Where(e => e.Kind == "walk"), walk =>
        {
            Assert.InRange(walk.Minutes!.Value, 20, 45);
            Assert.InRange(walk.Kilometres!.Value / walk.Minutes.Value * 60, 3.8m, 5.2m);
            Assert.Equal("dog", pets.Single(p => p.Id == walk.PetId).Species);
        });
        Assert.All(story.Where(e => e.Kind == "weight"), weight =>
        {
            var usual = pets.Single(p => p.Id == weight.PetId).WeightKg;
            Assert.InRange(weight.WeightKg!.Value / usual, 0.95m, 1.05m);
        });
        Assert.Equal(
            ["apoquel", "heartworm pill", "methimazole"],
            story.Select(e => e.Medicine?.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }
}

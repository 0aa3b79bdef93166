using System.Net;
using PawPal.Api.Health;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Health;

namespace PawPal.Api.Tests.Health;

public sealed class PetHealthTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 10, 25, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dog", 60, 12, 20, "none")]
    [InlineData("dog", 60, 12, 25, "watch")]
    [InlineData("cat", 60, 12, 47, "watch")]
    [InlineData("cat", 60, 12, 48, "vet")]
    [InlineData("cat", 6, 12, 24, "vet")]
    [InlineData("cat", null, 8, 24, "vet")]
    [InlineData("rabbit", 24, 12, 12, "none")]
    [InlineData("rabbit", 24, 12, 24, "vet")]
    [InlineData("rabbit", 24, 4, 9.9, "watch")]
    [InlineData("rabbit", 24, 4, 10, "vet")]
    public void A_gap_is_measured_against_the_pets_own_habit(
        string species, int? age, double usual, double since, string level)
    {
        var last = Now.AddHours(-since);
        var times = Enumerable.Range(0, 12).Select(i => last.AddHours(-usual * (11 - i))).ToList();
        var gap = CareGaps.Of("feeding", species, age, times, Now);
        Assert.Equal((level, (decimal)usual), (gap.Level, gap.UsualHours!.Value));
        Assert.Equal(level == "vet", gap.Source is not null);
    }

    [Fact]
    public void With_few_entries_nothing_is_said_of_the_usual() =>
        Assert.Equal("unknown", CareGaps.Of("potty", "dog", 24, [Now.AddDays(-3)], Now).Level);

    [Fact]
    public async Task A_day_is_scored_against_the_days_before_and_says_why()
    {
        var home = await CareHome.CreateAsync(api);
        await SetNoonAsync(home);
        for (var day = 1; day <= 14; day++)
        {
            await LogAsync(home, "feeding", day, 8);
            await LogAsync(home, "feeding", day, 18);
            await LogAsync(home, "walk", day, 9);
            await LogAsync(home, "walk", day, 17);
        }

        await LogAsync(home, "feeding", 0, 8);
        var health = await HealthAsync(home);
        Assert.Equal(25, Part(health, "appetite").Points);
        Assert.Equal("Fed so far: 1; usual by this time: 1.", Part(health, "appetite").Reason);
        Assert.Equal(0, Part(health, "activity").Points);
        Assert.Null(Part(health, "water").Points);
        Assert.Equal(20, Part(health, "signs").Points);
        // 25 + 0 + 20 of 25 + 20 + 20.
        Assert.Equal(69, health.Score);

        await LogAsync(home, "symptom", 0, 10, "seizure");
        health = await HealthAsync(home);
        Assert.Equal((0, 38), (Part(health, "signs").Points!.Value, health.Score!.Value));
    }

    [Fact]
    public async Task With_nothing_logged_there_is_no_score()
    {
        var home = await CareHome.CreateAsync(api);
        var health = await HealthAsync(home);
        Assert.Null(health.Score);
        Assert.All(health.Parts, part => Assert.Null(part.Points));
        Assert.All(health.Gaps, gap => Assert.Equal("unknown", gap.Level));
    }

    [Fact]
    public async Task A_strangers_and_an_archived_pet_are_unknown()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        using var stranger = await home.Client.GetAsync($"/api/v1/pets/{other.Pet("Max").Id}/health", Ct);
        await stranger.ProblemAsync(Problems.PetUnknown);
        await api.ExecuteAsync($"update pet set archived_at = now() where id = '{home.Pet("Max").Id}'");
        using var archived = await home.Client.GetAsync($"/api/v1/pets/{home.Pet("Max").Id}/health", Ct);
        Assert.Equal(HttpStatusCode.NotFound, archived.StatusCode);
    }

    private static HealthPart Part(PetHealthResponse health, string name) =>
        health.Parts.Single(part => part.Name == name);

    private static Task<PetHealthResponse> HealthAsync(CareHome home) =>
        home.GetAsync<PetHealthResponse>($"/api/v1/pets/{home.Pet("Max").Id}/health");

    private Task SetNoonAsync(CareHome home)
    {
        var zone = home.Caller.TimeZone;
        var noon = TimeZoneInfo.ConvertTime(api.Clock.GetUtcNow(), zone).Date.AddDays(1).AddHours(12);
        return home.AdvanceAsync(new DateTimeOffset(noon, zone.GetUtcOffset(noon)) - api.Clock.GetUtcNow());
    }

    private Task LogAsync(CareHome home, string kind, int daysBack, int hour, string? what = null)
    {
        var zone = home.Caller.TimeZone;
        var wall = TimeZoneInfo.ConvertTime(api.Clock.GetUtcNow(), zone).Date.AddDays(-daysBack).AddHours(hour);
        var at = new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
        return api.ExecuteAsync(
            $"""
            insert into care_event (id, household_id, pet_id, kind, occurred_at, recorded_at, recorded_by, what)
            values (gen_random_uuid(), '{home.Home.Id}', '{home.Pet("Max").Id}', '{kind}', '{at:O}', '{at:O}',
                '{home.Caller.Account.Value}', {(what is null ? "null" : $"'{what}'")})
            """);
    }
}

using System.Net.Http.Json;
using PawPal.Api.Health;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Health;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Tests.Health;

public sealed class WeightTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly DateTimeOffset Today = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dog", 60, "10 9.9 9.8", "")]
    [InlineData("dog", 60, "10 9.5", "")]
    [InlineData("dog", 60, "10 9.8 9.5", "watch:loss-5-percent-30-days")]
    [InlineData("dog", 60, "10 9.5 9", "vet:loss-10-percent watch:loss-5-percent-30-days")]
    [InlineData("cat", 150, "5 4.9 4.75", "vet:old-cat-loss-5-percent watch:loss-5-percent-30-days")]
    [InlineData("cat", 50, "5 4.9 4.75", "watch:loss-5-percent-30-days")]
    [InlineData("dog", 60, "9 9.5 10", "")]
    public void Losses_are_told_by_their_thresholds(string species, int months, string weights, string findings)
    {
        var all = weights.Split(' ');
        var points = all.Select((kg, place) => new WeightPoint(
            Today.AddDays((place - all.Length) * 10),
            decimal.Parse(kg, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        var found = WeightRules.Find(points, species, months);
        Assert.Equal(findings, string.Join(' ', found.Select(finding => $"{finding.Level}:{finding.Rule}")));
        Assert.All(found, finding => Assert.StartsWith("http", finding.Source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_trend_is_read_and_asked_by_voice()
    {
        var home = await CareHome.CreateAsync(api);
        var luna = home.Pet("Luna").Id;
        foreach (var (days, kg) in new[] { (20, 5m), (10, 4.9m), (0, 4.7m) })
        {
            using var logged = await home.Client.PostAsJsonAsync(
                "/api/v1/care/events",
                new LogCareRequest([luna], "weight", api.Clock.GetUtcNow().AddDays(-days), Weight: kg), Ct);
            logged.EnsureSuccessStatusCode();
        }

        var trend = await home.GetAsync<WeightTrendResponse>($"/api/v1/pets/{luna}/weight");
        Assert.Equal([5m, 4.9m, 4.7m], trend.Points.Select(point => point.Kg));
        Assert.Equal((-4.1m, 10), (trend.Latest!.Percent, trend.Latest.Days));
        Assert.Equal("watch", Assert.Single(trend.Findings).Level);
        using var said = await home.Client.PostAsJsonAsync(
            "/api/v1/voice/commands", new { text = "is Luna losing weight" }, Ct);
        var reply = (await said.Content.ReadFromJsonAsync<VoiceCommandResponse>(Ct))!.Reply;
        Assert.StartsWith("Luna weighed 4.7 kilograms", reply, StringComparison.Ordinal);
        Assert.EndsWith("Worth watching.", reply, StringComparison.Ordinal);
        using var stranger = await home.Client.GetAsync($"/api/v1/pets/{Guid.NewGuid()}/weight", Ct);
        await stranger.ProblemAsync(Problems.PetUnknown);
    }
}

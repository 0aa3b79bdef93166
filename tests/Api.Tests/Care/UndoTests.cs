using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Api.Commands;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Care;

public sealed class UndoTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly Frame Fed = new(Intents.LogFeeding, new Slots(["Luna", "Mochi"]));
    private static readonly Frame Walked = new(Intents.LogWalk, new Slots(["Max"], DurationMinutes: 20));

    [Fact]
    public async Task Undo_takes_back_the_callers_last_command_whole()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Walked);
        await home.RunAsync(api.Clock.GetUtcNow().AddSeconds(1), Fed);
        var undone = await home.RunAsync(api.Clock.GetUtcNow().AddSeconds(2), new Frame(Intents.Undo, new Slots()));
        Assert.Equal("I took back the feeding of Luna and Mochi, just now.", undone.Reply);
        Assert.Equal((3, 2), (await home.CountAsync(), await home.CountAsync("care_retraction")));
    }

    [Fact]
    public async Task Undo_of_a_topic_leaves_the_rest_of_the_command()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Fed, Walked);
        var undone = await home.RunAsync(Intents.Undo, new Slots(Topic: "walk"));
        Assert.Equal("I took back the walk of Max, just now.", undone.Reply);
        var page = await home.GetAsync<CareEventPage>("/api/v1/care/events");
        Assert.Equal("Mochi Luna", string.Join(' ', page!.Events.Select(e => e.Pet)));
    }

    [Fact]
    public async Task Undo_again_takes_back_the_command_before()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Fed);
        await home.RunAsync(api.Clock.GetUtcNow().AddSeconds(1), Walked);
        Assert.Contains("walk", (await home.RunAsync(Intents.Undo, new Slots())).Reply, StringComparison.Ordinal);
        Assert.Contains("feeding", (await home.RunAsync(Intents.Undo, new Slots())).Reply, StringComparison.Ordinal);
        var nothing = Assert.IsType<CommandOutcome.Refused>(await home.RunAsync(Intents.Undo, new Slots()));
        Assert.Equal("You have logged nothing in the last 24 hours that I could take back.", nothing.Reply);
    }

    [Fact]
    public async Task What_was_told_a_day_ago_stays()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(api.Clock.GetUtcNow().AddHours(-24).AddSeconds(-1), Fed);
        Assert.IsType<CommandOutcome.Refused>(await home.RunAsync(Intents.Undo, new Slots()));
        Assert.Equal(0, await home.CountAsync("care_retraction"));
    }

    [Fact]
    public async Task A_token_takes_its_command_back_once()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Fed);
        var token = UndoToken.Of(home.LastCommand);
        using var first = await PostAsync(home, token);
        var undone = await first.Content.ReadFromJsonAsync<UndoResponse>(TestContext.Current.CancellationToken);
        Assert.Equal("I took back the feeding of Luna and Mochi, just now.", undone!.Reply);
        Assert.Equal(2, undone.Events.Count);
        using var second = await PostAsync(home, token);
        await AssertProblemAsync(second, HttpStatusCode.Conflict, "undone-already");
        Assert.Equal(2, await home.CountAsync("care_retraction"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task An_unknown_token_is_not_found(string token)
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await PostAsync(home, token);
        await AssertProblemAsync(answer, HttpStatusCode.NotFound, "undo-unknown");
    }

    [Fact]
    public async Task Another_households_token_is_answered_like_an_unknown_one()
    {
        var (mine, theirs) = (await CareHome.CreateAsync(api), await CareHome.CreateAsync(api));
        await theirs.RunAsync(Fed);
        using var answer = await PostAsync(mine, UndoToken.Of(theirs.LastCommand));
        await AssertProblemAsync(answer, HttpStatusCode.NotFound, "undo-unknown");
        Assert.Equal(0, await theirs.CountAsync("care_retraction"));
    }

    [Fact]
    public async Task Undos_that_meet_take_each_event_back_once()
    {
        var home = await CareHome.CreateAsync(api);
        await home.RunAsync(Fed, Walked);
        var token = UndoToken.Of(home.LastCommand);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(home, token)));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(11, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(3, await home.CountAsync("care_retraction"));
    }

    private static Task<HttpResponseMessage> PostAsync(CareHome home, string token) =>
        home.Client.PostAsJsonAsync("/api/v1/care/undo", new UndoRequest(token));

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.EndsWith(code, (string?)body!["type"], StringComparison.Ordinal);
    }
}

using Microsoft.Playwright;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Talk;

public sealed class OutageTests(WebStack stack)
{
    private const string Sentence = "Fed Max a cup of kibble";

    [Fact]
    public async Task Offline_words_are_kept_and_sent_again_by_a_button()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        var before = peer.Home.Events.Count;

        await visitor.Context.SetOfflineAsync(true);
        await visitor.TypeAsync(Sentence);
        await visitor.Expects(visitor.Answer).ToContainTextAsync("You are offline. Your words are kept.");
        await visitor.Expects(visitor.Words).ToHaveValueAsync(Sentence);
        await visitor.Context.SetOfflineAsync(false);
        await visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted: 1 cup of kibble for Max.");
        await visitor.Expects(visitor.Words).ToHaveValueAsync("");
        Assert.Equal(before + 1, peer.Home.Events.Count);
    }

    [Fact]
    public async Task An_answer_that_is_lost_does_not_write_twice()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        var before = peer.Home.Events.Count;

        peer.LoseNextAnswer = true;
        await visitor.TypeAsync(Sentence);
        await visitor.Expects(visitor.Answer).ToContainTextAsync("PawPal cannot be reached. Your words are kept.");
        await visitor.Words.PressAsync("Enter");

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
        Assert.Equal(before + 1, peer.Home.Events.Count);
        Assert.Equal(2, peer.Keys.Count);
        Assert.Single(peer.Keys.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_backend_that_is_away_gives_a_page_that_says_so()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        peer.Away = true;
        var response = await visitor.Page.GotoAsync("/");
        Assert.Equal(503, response!.Status);
        await visitor.Expects(visitor.Page.GetByText("PawPal is not answering")).ToBeVisibleAsync();
        peer.Away = false;
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();

        await visitor.Expects(visitor.Page.Locator(".card")).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task A_draft_outlives_a_reload()
    {
        stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        await visitor.Words.FillAsync("Mochi weighs");
        await visitor.Page.ReloadAsync();
        await Visitor.ReadyAsync(visitor.Page);

        await visitor.Expects(visitor.Words).ToHaveValueAsync("Mochi weighs");
    }
}

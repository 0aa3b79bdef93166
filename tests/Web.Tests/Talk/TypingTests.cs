using Microsoft.Playwright;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Talk;

public sealed class TypingTests(WebStack stack)
{
    [Fact]
    public async Task One_click_on_the_demo_button_leads_to_today()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        await visitor.Expects(visitor.Page.Locator(".card")).ToHaveCountAsync(6);
        await visitor.Expects(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Mr. Whiskers" }))
            .ToBeVisibleAsync();
        Assert.Equal("Europe/London", peer.DemoTimeZone);
    }

    [Theory]
    [InlineData("Yes", "yes")]
    [InlineData("No", "no")]
    public async Task A_risk_is_asked_about_with_two_buttons(string button, string sent)
    {
        var peer = stack.Reset();
        peer.Doubt = "Max had apoquel just now, given by Alex. Was it really given?";
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        await visitor.TypeAsync("gave Max his apoquel");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("given by Alex");
        await visitor.Expects(visitor.Answer).ToHaveClassAsync("answer asking");
        await visitor.Answer.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Visitor.UntilAsync(() => peer.Texts.Contains(sent), "the answer is sent");
    }

    [Fact]
    public async Task A_typed_command_shows_its_event_and_can_be_undone()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        var before = await visitor.Page.Locator("[data-event]").CountAsync();

        await visitor.TypeAsync("Fed Max a cup of kibble");

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted: 1 cup of kibble for Max.");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Meal: Max, 1 cup kibble");
        await visitor.Expects(visitor.Page.Locator("[data-event]")).ToHaveCountAsync(before + 1);
        await visitor.Expects(visitor.Page.Locator("[data-event].new")).ToHaveCountAsync(1);
        await visitor.Expects(visitor.Words).ToHaveValueAsync("");
        await Visitor.UntilAsync(
            () => peer.Spoken.Any(words => words is "Noted: 1 cup of kibble for Max."), "the reply is spoken");

        await visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Taken back.");
        await visitor.Expects(visitor.Page.Locator("[data-event]")).ToHaveCountAsync(before);
        await visitor.Expects(visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToHaveCountAsync(0);
    }
}

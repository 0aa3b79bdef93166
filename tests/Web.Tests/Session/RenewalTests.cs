using Microsoft.Playwright;
using PawPal.Contracts.Accounts;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Session;

public sealed class RenewalTests(WebStack stack)
{
    [Fact]
    public async Task Two_tabs_with_an_ended_access_token_renew_the_session_once()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        var second = await visitor.OpenTabAsync();
        await second.GotoAsync("/");
        await Visitor.ReadyAsync(second);

        peer.ExpireAccess();
        await Task.WhenAll(
            visitor.TypeAsync("Fed Max a cup of kibble"), visitor.TypeAsync("Fed Luna a cup of kibble", second));

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted: 1 cup of kibble for Max.");
        await visitor.Expects(second.Locator("#answer")).ToContainTextAsync("Noted: 1 cup of kibble for Luna.");
        Assert.Equal(1, peer.Refreshes);
        Assert.Equal(0, peer.RefusedRefreshes);
    }

    [Fact]
    public async Task A_page_with_an_ended_access_token_renews_and_shows_the_day()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        peer.ExpireAccess();
        await visitor.Page.GotoAsync("/");

        await visitor.Expects(visitor.Page.Locator(".card")).ToHaveCountAsync(6);
        Assert.Equal(1, peer.Refreshes);
    }

    [Fact]
    public async Task A_session_that_cannot_be_renewed_ends_at_the_log_in_page()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        peer.EndSessions();
        await visitor.Page.GotoAsync("/");

        await visitor.Expects(visitor.Page.Locator("main")).ToContainTextAsync("Your session has ended.");
        Assert.EndsWith("/login?ended=true", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Empty(await visitor.Context.CookiesAsync());
        await visitor.Page.GotoAsync("/");
        await visitor.Expects(visitor.Page.GetByText("Try it with a demo household")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task New_cookies_that_the_server_still_refuses_do_not_go_round_in_circles()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        await visitor.Page.RouteAsync(
            "**/api/v1/accounts/refresh", route => route.FulfillAsync(new() { Status = 204 }));

        peer.ExpireAccess();
        await visitor.Page.GotoAsync("/");

        await visitor.Expects(visitor.Page.Locator("main")).ToContainTextAsync("Your session has ended.");
    }

    [Fact]
    public async Task A_session_that_ends_under_a_command_keeps_the_words()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        peer.EndSessions();
        await visitor.TypeAsync("Fed Max a cup of kibble");
        await visitor.Expects(visitor.Answer).ToContainTextAsync("Your session has ended. Your words are kept.");
        var loginTab = await visitor.Context.RunAndWaitForPageAsync(() =>
            visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync());
        await LogInAsync(loginTab);
        await visitor.Answer.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();

        await visitor.Expects(visitor.Answer).ToContainTextAsync("Noted");
    }

    [Fact]
    public async Task Logging_out_leaves_no_cookie_behind()
    {
        stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();

        await visitor.Expects(visitor.Page.GetByText("Try it with a demo household")).ToBeVisibleAsync();
        var cookies = await visitor.Context.CookiesAsync();
        Assert.DoesNotContain(cookies, cookie => cookie.Name.StartsWith("pawpal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_never_reach_the_log()
    {
        var peer = stack.Reset();
        await using var visitor = await (await stack.VisitAsync()).EnterDemoAsync();
        var cookies = await visitor.Context.CookiesAsync();
        peer.Away = true;
        await visitor.Page.GotoAsync("/");

        var tokens = cookies
            .Where(cookie => cookie.Name is BrowserSession.AccessCookie or BrowserSession.RefreshCookie).ToList();
        Assert.Equal(2, tokens.Count);
        Assert.All(tokens, token => Assert.DoesNotContain(token.Value, stack.WebOutput, StringComparison.Ordinal));
    }

    private static async Task LogInAsync(IPage page)
    {
        await page.GetByLabel("E-mail").FillAsync("alex@example.org");
        await page.GetByLabel("Password").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Visitor.ReadyAsync(page);
    }
}

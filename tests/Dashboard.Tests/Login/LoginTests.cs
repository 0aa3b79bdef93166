using System.Net;
using System.Text.RegularExpressions;

namespace PawPal.Dashboard.Tests.Login;

public sealed partial class LoginTests
{
    [Fact]
    public async Task The_link_of_the_console_opens_the_pages_and_signing_out_closes_them()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var browser = Browser(dashboard);
        Assert.Equal("/login?returnUrl=%2F", (await browser.GetAsync("/", Ct)).Headers.Location?.PathAndQuery);

        using var login = await browser.GetAsync($"/login?t={DashboardHost.Token}&returnUrl=%2Ftraces", Ct);
        Assert.Equal((HttpStatusCode.Found, "/traces"), (login.StatusCode, login.Headers.Location?.ToString()));
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"pawpal-dashboard-{dashboard.Frontend.Port}=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("the pages", await browser.GetStringAsync("/", Ct));

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/logout", null, Ct)).StatusCode);
        Assert.Equal("the pages", await browser.GetStringAsync("/", Ct));
    }

    [Fact]
    public async Task The_form_takes_the_token_and_needs_its_own_page()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var browser = Browser(dashboard);
        var field = AntiforgeryField().Match(await browser.GetStringAsync("/login", Ct)).Groups["field"].Value;
        Assert.NotEmpty(field);

        using var forged = await PostAsync(browser, DashboardHost.Token, "");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var wrong = await PostAsync(browser, "not the token at all", field);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("That is not the token", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var right = await PostAsync(browser, DashboardHost.Token, field);
        Assert.Equal(HttpStatusCode.Found, right.StatusCode);
        Assert.Equal("the pages", await browser.GetStringAsync("/", Ct));
    }

    [Fact]
    public async Task Guessing_ends_soon_even_for_the_right_token()
    {
        await using var dashboard = await DashboardHost.StartAsync("Dashboard:Frontend:GuessesPerMinute=3");
        using var browser = Browser(dashboard);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync($"/login?t=guess-{i}", Ct)).StatusCode);
        using var refused = await browser.GetAsync($"/login?t={DashboardHost.Token}", Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData(@"/\evil.example")]
    public async Task A_login_never_leads_elsewhere(string returnUrl)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var browser = Browser(dashboard);
        using var login = await browser.GetAsync($"/login?t={DashboardHost.Token}&returnUrl={Uri.EscapeDataString(returnUrl)}", Ct);
        Assert.Equal("/", login.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Unsecured_asks_for_nothing_when_configured_so()
    {
        await using var dashboard = await DashboardHost.StartAsync("Dashboard:Frontend:AuthMode=Unsecured");
        using var browser = Browser(dashboard);
        Assert.Equal("the pages", await browser.GetStringAsync("/", Ct));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/login", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("rebound.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("devbox.example", HttpStatusCode.OK)]
    public async Task Only_known_host_names_are_answered(string host, HttpStatusCode expected)
    {
        await using var dashboard = await DashboardHost.StartAsync("Dashboard:Frontend:AllowedHosts=devbox.example");
        using var browser = Browser(dashboard);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = host } };
        using var answer = await browser.SendAsync(request, Ct);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_is_read_as_json_by_those_who_are_in()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var browser = Browser(dashboard);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/telemetry/logs", Ct)).StatusCode);
        (await browser.GetAsync($"/login?t={DashboardHost.Token}", Ct)).Dispose();
        dashboard.Store.Logs.Add([Telemetry.Sample.Log("fed", ("grams", "80"))]);
        dashboard.Store.Traces.Add([Telemetry.Sample.Span(1, 2)]);
        Assert.Contains("\"grams\":\"80\"", await browser.GetStringAsync("/api/telemetry/logs?text=fed", Ct), StringComparison.Ordinal);
        Assert.Contains("\"total\":0", await browser.GetStringAsync("/api/telemetry/logs?text=walked", Ct), StringComparison.Ordinal);
        Assert.Contains("\"spans\":1", await browser.GetStringAsync("/api/telemetry/traces", Ct), StringComparison.Ordinal);
        Assert.Contains("\"spanId\":\"0000000000000002\"", await browser.GetStringAsync($"/api/telemetry/traces/{1:x32}", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/api/telemetry/traces/{2:x32}", Ct)).StatusCode);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static HttpClient Browser(DashboardHost dashboard) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = dashboard.Frontend };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string token, string field)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["token"] = token, ["returnUrl"] = "/", ["__RequestVerificationToken"] = field,
        });
        return await browser.PostAsync("/login", form, Ct);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<field>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AntiforgeryField();
}

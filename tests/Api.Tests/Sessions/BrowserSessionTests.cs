using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Tests.Sessions;

public sealed class BrowserSessionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_gets_cookies_that_no_script_reads_and_no_body()
    {
        using var answer = await DemoAsync(https: false);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Ct));
        var cookies = answer.SetCookies();
        Assert.Equal(["pawpal-access", "pawpal-expires", "pawpal-refresh"], cookies.Keys.Order());
        foreach (var (name, line) in cookies)
        {
            Assert.Contains("path=/", line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("; secure", line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("; domain", line, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(name != "pawpal-expires", line.Contains("; httponly", StringComparison.OrdinalIgnoreCase));
        }

        Assert.InRange(
            long.Parse(Cookies.Value(cookies["pawpal-expires"]), System.Globalization.CultureInfo.InvariantCulture)
                - api.Clock.GetUtcNow().ToUnixTimeSeconds(),
            890, 900);
    }

    [Fact]
    public async Task By_https_the_cookies_belong_to_this_host_alone()
    {
        using var answer = await DemoAsync(https: true);

        var cookies = answer.SetCookies();
        Assert.Equal(["__Host-pawpal-access", "__Host-pawpal-refresh", "pawpal-expires"], cookies.Keys.Order());
        Assert.All(cookies.Values, line => Assert.Contains("; secure", line, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_cookie_signs_in_for_reading()
    {
        using var client = await PageAsync();
        using var answer = await client.GetAsync("/api/v1/household", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("app", false)]
    [InlineData("browser", true)]
    public async Task A_change_by_cookie_needs_the_pages_header(string? header, bool isMade)
    {
        using var client = await PageAsync();
        if (header is not null)
            client.DefaultRequestHeaders.Add(BrowserSession.ClientHeader, header);

        using var answer = await client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Rex", "dog"), Ct);

        if (isMade)
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        else
            await answer.ProblemAsync(Api.Problems.ClientHeaderMissing);
    }

    [Fact]
    public async Task A_page_renews_and_ends_its_session_by_cookie()
    {
        using var started = await DemoAsync(https: false);
        using var renewed = await PostAsync("refresh", started.SetCookies());
        Assert.Equal(HttpStatusCode.NoContent, renewed.StatusCode);

        using var ended = await PostAsync("logout", renewed.SetCookies());
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(3, ended.SetCookies().Count);
        Assert.All(ended.SetCookies().Values, line => Assert.Equal("", Cookies.Value(line)));

        using var after = await PostAsync("refresh", renewed.SetCookies());
        await after.ProblemAsync(Api.Problems.SessionEnded);
        Assert.Equal(3, after.SetCookies().Count);
    }

    [Fact]
    public async Task A_refresh_cookie_is_nothing_without_the_pages_header()
    {
        using var started = await DemoAsync(https: false);
        using var answer = await PostAsync("refresh", started.SetCookies(), header: false);
        await answer.ProblemAsync(Api.Problems.SessionEnded);
    }

    [Fact]
    public async Task A_header_counts_before_a_cookie()
    {
        using var client = await PageAsync();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer nonsense");
        using var answer = await client.GetAsync("/api/v1/household", Ct);
        await answer.ProblemAsync(Api.Problems.NotSignedIn);
    }

    private async Task<HttpClient> PageAsync()
    {
        using var demo = await DemoAsync(https: false);
        var client = api.NewClient();
        var token = Cookies.Value(demo.SetCookies()["pawpal-access"]);
        client.DefaultRequestHeaders.Add("Cookie", $"pawpal-access={token}");
        return client;
    }

    private async Task<HttpResponseMessage> DemoAsync(bool https)
    {
        using var client = api.NewClient();
        client.DefaultRequestHeaders.Add(BrowserSession.ClientHeader, BrowserSession.BrowserClient);
        if (https)
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return await client.PostAsync("/api/v1/demo", null, Ct);
    }

    private async Task<HttpResponseMessage> PostAsync(
        string what, Dictionary<string, string> cookies, bool header = true)
    {
        using var client = api.NewClient();
        if (header)
            client.DefaultRequestHeaders.Add(BrowserSession.ClientHeader, BrowserSession.BrowserClient);
        client.DefaultRequestHeaders.Add("Cookie", $"pawpal-refresh={Cookies.Value(cookies["pawpal-refresh"])}");
        return await client.PostAsync($"/api/v1/accounts/{what}", null, Ct);
    }
}

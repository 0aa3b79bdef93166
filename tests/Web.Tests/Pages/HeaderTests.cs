using System.Net;
using System.Text.RegularExpressions;
using PawPal.Contracts.Accounts;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Pages;

public sealed partial class HeaderTests(WebStack stack)
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/login", HttpStatusCode.OK)]
    [InlineData("/no/such/page", HttpStatusCode.NotFound)]
    [InlineData("/today", HttpStatusCode.Unauthorized)]
    public async Task Every_answer_forbids_foreign_content_and_is_not_kept(string path, HttpStatusCode expected)
    {
        stack.Reset();
        using var http = Client();
        using var response = await http.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var permissions = Assert.Single(response.Headers.GetValues("Permissions-Policy"));
        Assert.Contains("microphone=(self)", permissions, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Pages_carry_no_inline_script_or_style()
    {
        stack.Reset();
        using var http = Client();
        foreach (var path in new[] { "/", "/login", "/register", "/pets/new" })
        {
            var html = await http.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotMatch(InlineCode(), html);
            Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
            Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Assets_are_named_after_their_content_and_plain_names_are_asked_for_again()
    {
        stack.Reset();
        using var http = Client();
        var html = await http.GetStringAsync("/", TestContext.Current.CancellationToken);
        var named = StyleSheet().Match(html).Groups["path"].Value;
        using var style = await http.GetAsync(new Uri(named, UriKind.Relative), TestContext.Current.CancellationToken);
        using var module = await http.GetAsync(
            new Uri("js/api.js", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, style.StatusCode);
        Assert.True(module.Headers.CacheControl!.NoCache);
        Assert.NotNull(module.Headers.ETag);
    }

    [Fact]
    public async Task Only_a_page_of_ours_can_drop_the_session_cookies()
    {
        stack.Reset();
        using var http = Client();
        using var forged = await http.PostAsync(
            new Uri("session/end", UriKind.Relative), null, TestContext.Current.CancellationToken);
        http.DefaultRequestHeaders.Add(BrowserSession.ClientHeader, BrowserSession.BrowserClient);
        using var own = await http.PostAsync(
            new Uri("session/end", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Equal(6, own.Headers.GetValues("Set-Cookie").Count());
    }

    [Fact]
    public async Task Under_https_only_the_prefixed_cookie_counts()
    {
        var peer = stack.Reset();
        var token = peer.NewSession()[0].Split('=', ';')[1];
        using var http = Client();
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var plain = await PageAsync(http, $"{BrowserSession.AccessCookie}={token}");
        var prefixed = await PageAsync(http, $"__Host-{BrowserSession.AccessCookie}={token}");

        Assert.Contains("Try it with a demo household", plain, StringComparison.Ordinal);
        Assert.Contains("Mr. Whiskers", prefixed, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(HttpClient http, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", cookie } } };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private HttpClient Client() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = stack.Frontend,
    };

    [GeneratedRegex("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=", RegexOptions.None, 1_000)]
    private static partial Regex InlineCode();

    [GeneratedRegex("href=\"(?<path>/css/base\\.[a-z0-9]{10}\\.css)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex StyleSheet();
}

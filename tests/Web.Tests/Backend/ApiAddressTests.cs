using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Accounts;
using PawPal.Web.Backend;
using PawPal.Web.Tests.Stack;

namespace PawPal.Web.Tests.Backend;

public sealed class ApiAddressTests(WebStack stack)
{
    [Theory]
    [InlineData("https://api.pawpal.com/api/v1", "https://api.pawpal.com/")]
    [InlineData("https://api.pawpal.com/api/v1/", "https://api.pawpal.com/")]
    [InlineData("http://backend:8000", "http://backend:8000/")]
    [InlineData(" https://api.pawpal.com ", "https://api.pawpal.com/")]
    [InlineData("api.pawpal.com/api/v1", null)]
    [InlineData("/api/v1", null)]
    [InlineData("ftp://api.pawpal.com/api/v1", null)]
    [InlineData("https://api.pawpal.com/v2", null)]
    [InlineData("https://api.pawpal.com/api/v1?key=1", null)]
    [InlineData("https://user:word@api.pawpal.com/api/v1", null)]
    public void The_address_is_that_of_the_api_or_of_its_server(string text, string? server) =>
        Assert.Equal(server, new ApiAddress { Text = text }.Server?.ToString());

    [Fact]
    public async Task A_frontend_that_stands_alone_finds_the_api_by_the_guides_variable()
    {
        var ct = TestContext.Current.CancellationToken;
        stack.Reset();
        await using var web = await WebProcess.StartAsync((ApiAddress.Variable, $"{stack.Address}/api/v1"));
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = web.Address };
        http.DefaultRequestHeaders.Add(BrowserSession.ClientHeader, BrowserSession.BrowserClient);

        // What the script of the front page does, then the page that the cookies open.
        using var demo = await http.PostAsJsonAsync("/api/v1/demo", new { timeZone = "Europe/London" }, ct);
        Assert.True(demo.IsSuccessStatusCode);
        var page = await http.GetStringAsync("/", ct);
        Assert.Contains("Max", page, StringComparison.Ordinal);
        // Its own health, not the API's.
        Assert.Contains("healthy", await http.GetStringAsync("/api/v1/health/ready", ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_the_gateway_the_frontend_answers_no_call_of_the_api()
    {
        stack.Reset();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = stack.Frontend };
        using var answer = await http.GetAsync(
            new Uri("/api/v1/household", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_address_stops_the_start_with_one_line()
    {
        var (code, output) = await WebProcess.RunAsync((ApiAddress.Variable, "api.pawpal.com"));
        Assert.Equal(1, code);
        Assert.Equal($"PawPal.Web: {ApiAddress.Fault}", output.Trim());
    }
}

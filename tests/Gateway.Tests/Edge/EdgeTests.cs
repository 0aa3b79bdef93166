using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PawPal.Gateway.Tests.Edge;

public sealed class EdgeTests(SharedHouse shared)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Services_hear_from_the_gateway_who_asks_and_not_from_the_client()
    {
        var house = shared.House;
        var seen = await AskAsync(house, ForgedHeaders());
        Assert.DoesNotContain("canary", seen, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-For: 127.0.0.1", seen, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-Proto: http", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("\nX-Forwarded-Proto: https", seen, StringComparison.Ordinal);
        Assert.Contains($"\nX-Forwarded-Host: {house.Client.BaseAddress!.Authority}", seen, StringComparison.Ordinal);
        Assert.Contains($"\nHost: {house.Client.BaseAddress!.Authority}", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_proxy_is_believed()
    {
        await using var house = await House.StartAsync(variables: ("Gateway__TrustedProxies__0", "127.0.0.0/8"));
        var seen = await AskAsync(
            house,
            new(StringComparer.Ordinal)
            {
                ["X-Forwarded-For"] = "203.0.113.7",
                ["X-Forwarded-Proto"] = "https",
                ["X-Forwarded-Host"] = "pawpal.example",
            });
        Assert.Contains("\nX-Forwarded-For: 203.0.113.7", seen, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-Proto: https", seen, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-Host: pawpal.example", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_proxy_stops_the_start_with_one_line()
    {
        await using var gateway = GatewayProcess.Launch(("Gateway__TrustedProxies__0", "canary"));
        Assert.Equal(1, await gateway.ExitAsync());
        Assert.StartsWith("PawPal.Gateway: ", gateway.Output, StringComparison.Ordinal);
        Assert.Contains("'TrustedProxies'", gateway.Output, StringComparison.Ordinal);
        Assert.Contains("such as 10.0.0.0/8", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', gateway.Output);
    }

    [Fact]
    public async Task A_taken_metrics_port_stops_the_start_with_a_line_that_names_the_variable()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var gateway = GatewayProcess.Launch(("METRICS_PORT", port));
        Assert.Equal(1, await gateway.ExitAsync());
        Assert.Equal(
            $"PawPal.Gateway: METRICS_PORT: port {port} is taken; set it to a free port, or to 0 for no metrics.",
            gateway.Output);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/pets")]
    [InlineData("/api/v1/health/live")]
    [InlineData("/api/v1/break")]
    public async Task Browsers_are_told_to_be_careful(string path)
    {
        var house = shared.House;
        using var answer = await house.Client.GetAsync(path, Cancel);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("strict-origin-when-cross-origin", Header(answer, "Referrer-Policy"));
        Assert.Contains("microphone=(self)", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task What_a_service_says_to_browsers_itself_holds()
    {
        var house = shared.House;
        using var answer = await house.Client.GetAsync("/own-headers", Cancel);
        Assert.Equal("SAMEORIGIN", Header(answer, "X-Frame-Options"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_stay_there()
    {
        await using var house = await House.StartAsync(variables: ("Gateway__TrustedProxies__0", "127.0.0.1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var answer = await house.Client.SendAsync(request, Cancel);
        Assert.Equal("max-age=31536000", Header(answer, "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {0}\r\n\r\n", 40_000, "431")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: x\r\n\r\n", 10_000, "414")]
    [InlineData("GET / HTTP/1.1\r\n\r\n{0}", 0, "400")]
    public async Task Heads_without_measure_are_refused(string head, int length, string status)
    {
        var house = shared.House;
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", house.Gateway.Port, Cancel);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Format(null, head, new string('a', length))), Cancel);
        using var reader = new StreamReader(stream);
        Assert.StartsWith($"HTTP/1.1 {status}", await reader.ReadLineAsync(Cancel), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> ForgedHeaders() => new(StringComparer.Ordinal)
    {
        ["X-Forwarded-For"] = "canary",
        ["X-Forwarded-Proto"] = "https",
        ["X-Forwarded-Host"] = "canary.example",
        ["X-Forwarded-Prefix"] = "/canary",
        ["X-Forwarded-Port"] = "canary",
        ["X-Real-IP"] = "canary",
        ["X-Original-URL"] = "/canary",
        ["Forwarded"] = "for=canary;proto=https",
    };

    private static async Task<string> AskAsync(House house, Dictionary<string, string> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/pets");
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var answer = await house.Client.SendAsync(request, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.GetValues(name));
}

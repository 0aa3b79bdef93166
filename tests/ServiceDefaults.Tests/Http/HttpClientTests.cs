using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PawPal.ServiceDefaults.Tests.Http;

public sealed class HttpClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", 2)]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    [InlineData("DELETE", 1)]
    [InlineData("PUT", 1)]
    public async Task Only_safe_methods_are_tried_again(string method, int expected)
    {
        var calls = 0;
        await using var server = await TestService.StartAsync([], map: app => app.Map("/care", () =>
            Interlocked.Increment(ref calls) == 1 ? Results.StatusCode(503) : Results.Ok()));
        using var request = new HttpRequestMessage(new HttpMethod(method), "/care");
        using var answer = await ClientOf(server, server.Client.BaseAddress!).SendAsync(request, Cancel);
        Assert.Equal(expected, calls);
        Assert.Equal(expected == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_service_is_found_by_its_name()
    {
        await using var server = await TestService.StartAsync([], map: app => app.MapGet("/", () => "found"));
        await using var caller = await TestService.StartAsync(
            TestService.With("services:speech:http:0", server.Client.BaseAddress!.ToString()));
        var client = ClientOf(caller, new Uri("http://speech"));
        Assert.Equal("found", await client.GetStringAsync("/", Cancel));
    }

    [Fact]
    public async Task Neither_query_nor_headers_of_requests_are_logged()
    {
        var seen = new ConcurrentBag<string>();
        await using var server = await TestService.StartAsync(
            new()
            {
                ["Logging:LogLevel:Default"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
                ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Trace",
            },
            map: app => app.MapGet("/pets", (string name) =>
            {
                seen.Add(name);
                return "";
            }));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pets?name=canary-query");
        request.Headers.Authorization = new("Bearer", "canary-token");
        request.Headers.Add("Cookie", "session=canary-cookie");
        using var answer = await ClientOf(server, server.Client.BaseAddress!).SendAsync(request, Cancel);
        Assert.Equal("canary-query", Assert.Single(seen));
        Assert.DoesNotContain(server.Logs.All, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_does_not_name_itself()
    {
        await using var server = await TestService.StartAsync([]);
        using var answer = await server.Client.GetAsync("/api/v1/health/live", Cancel);
        Assert.Empty(answer.Headers.Server);
    }

    private static HttpClient ClientOf(TestService service, Uri address)
    {
        var client = service.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = address;
        return client;
    }
}

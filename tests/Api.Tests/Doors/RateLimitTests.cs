using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Tests.Doors;

/// <summary>An API whose doors let two log-ins a minute and one demo an hour through.</summary>
public sealed class NarrowDoors(Stores stores) : ApiFixture(stores)
{
    protected override IEnumerable<string> Arguments() =>
        [.. base.Arguments(), "--Doors:LogInsPerMinute=2", "--Doors:DemosPerHour=1", "--Doors:RegistrationsPerHour=1"];
}

public sealed class RateLimitTests(NarrowDoors api) : IClassFixture<NarrowDoors>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_third_log_in_of_an_address_must_wait_and_other_addresses_need_not()
    {
        for (var time = 0; time < 2; time++)
        {
            using var let = await LogInAsync("203.0.113.7");
            await let.ProblemAsync(Api.Problems.LogInFailed);
        }

        using var refused = await LogInAsync("203.0.113.7");
        await refused.ProblemAsync(Api.Problems.TooManyRequests);
        Assert.True(int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture) > 0);

        using var other = await LogInAsync("203.0.113.8");
        await other.ProblemAsync(Api.Problems.LogInFailed);
    }

    [Fact]
    public async Task Neighbours_in_one_IPv6_network_are_one_address()
    {
        for (var host = 1; host <= 2; host++)
        {
            using var let = await LogInAsync($"2001:db8::{host}");
            await let.ProblemAsync(Api.Problems.LogInFailed);
        }

        using var refused = await LogInAsync("2001:db8::3");
        await refused.ProblemAsync(Api.Problems.TooManyRequests);
        using var other = await LogInAsync("2001:db8:0:1::1");
        await other.ProblemAsync(Api.Problems.LogInFailed);
    }

    [Fact]
    public async Task Only_the_address_our_gateway_saw_counts()
    {
        for (var time = 0; time < 2; time++)
        {
            using var let = await LogInAsync($"198.51.100.{time}, 203.0.113.20");
            await let.ProblemAsync(Api.Problems.LogInFailed);
        }

        using var refused = await LogInAsync("198.51.100.9, 203.0.113.20");
        await refused.ProblemAsync(Api.Problems.TooManyRequests);
    }

    [Fact]
    public async Task Demos_are_counted_apart()
    {
        using var client = Client("203.0.113.9");
        using var first = await client.PostAsync("/api/v1/demo", null, Ct);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var second = await client.PostAsync("/api/v1/demo", null, Ct);
        await second.ProblemAsync(Api.Problems.TooManyRequests);
    }

    private async Task<HttpResponseMessage> LogInAsync(string address)
    {
        using var client = Client(address);
        return await client.PostAsJsonAsync(
            "/api/v1/accounts/login", new LogInRequest("nobody@example.org", "a long enough password"), Ct);
    }

    private HttpClient Client(string address)
    {
        var client = api.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }
}

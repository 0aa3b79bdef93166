using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Tests.Accounts;

public sealed class RegisterTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly RegisterRequest Alex = new(
        "alex@example.org", "correct horse battery", "Alex", "The kennel", "Europe/London");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sam@example.org")]
    [InlineData("SAM@Example.ORG")]
    [InlineData(" sam@example.org ")]
    public async Task An_address_in_use_is_refused_without_regard_to_case(string again)
    {
        using var client = api.NewClient();
        using var first = await client.PostAsJsonAsync(
            "/api/v1/accounts/register", Alex with { Email = "sam@example.org" }, Ct);
        var before = await api.ScalarAsync<long>("select count(*) from household");

        using var second = await client.PostAsJsonAsync("/api/v1/accounts/register", Alex with { Email = again }, Ct);

        await second.ProblemAsync(Api.Problems.EmailTaken);
        Assert.Equal(before, await api.ScalarAsync<long>("select count(*) from household"));
    }

    [Theory]
    [InlineData("email", "", "required")]
    [InlineData("email", "alex", "format")]
    [InlineData("email", "@example.org", "format")]
    [InlineData("email", "alex@", "format")]
    [InlineData("email", "al ex@example.org", "format")]
    [InlineData("email", "al\u200Bex@example.org", "format")]
    [InlineData("password", "eleven char", "length")]
    [InlineData("password", "", "required")]
    [InlineData("displayName", "", "required")]
    [InlineData("displayName", "Al\u202Eex", "characters")]
    [InlineData("householdName", "\u0000", "characters")]
    [InlineData("timeZone", "Mars/Olympus", "format")]
    [InlineData("timeZone", "GMT Standard Time", "format")]
    [InlineData("timeZone", "europe/london", "format")]
    [InlineData("timeZone", "", "required")]
    public async Task A_field_that_is_wrong_is_pointed_at_and_nobody_is_registered(
        string field, string value, string code)
    {
        var request = new Dictionary<string, string>
        {
            ["email"] = "new@example.org",
            ["password"] = Alex.Password,
            ["displayName"] = Alex.DisplayName,
            ["householdName"] = Alex.HouseholdName,
            ["timeZone"] = Alex.TimeZone,
            [field] = value,
        };
        using var client = api.NewClient();

        using var answer = await client.PostAsJsonAsync("/api/v1/accounts/register", request, Ct);

        var problem = await answer.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Equal([("/" + field, code)], problem.Errors());
        Assert.Equal(
            0, await api.ScalarAsync<long>("select count(*) from account where lower(email) = 'new@example.org'"));
    }

    [Fact]
    public async Task Nothing_given_is_everything_required()
    {
        using var client = api.NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/accounts/register", new { }, Ct);
        var problem = await answer.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Equal(5, problem.Errors().Count(error => error.Code == "required"));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(128)]
    public async Task Passwords_of_12_to_128_characters_are_taken_whole(int length)
    {
        var request = Alex with
        {
            Email = $"length{length}@example.org",
            Password = new string('é', length - 1) + "1",
        };
        using var client = api.NewClient();
        using var registered = await client.PostAsJsonAsync("/api/v1/accounts/register", request, Ct);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);

        using var wrong = await client.PostAsJsonAsync(
            "/api/v1/accounts/login", new LogInRequest(request.Email, request.Password[..^1] + "2"), Ct);
        await wrong.ProblemAsync(Api.Problems.LogInFailed);
        using var right = await client.PostAsJsonAsync(
            "/api/v1/accounts/login", new LogInRequest(request.Email.ToUpperInvariant(), request.Password), Ct);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }
}

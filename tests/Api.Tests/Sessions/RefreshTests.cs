using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Tests.Sessions;

public sealed class RefreshTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_token_gives_a_new_pair_once()
    {
        var home = await api.NewHouseholdAsync();

        var second = await RenewedAsync(home.Tokens.RefreshToken);
        var third = await RenewedAsync(second.RefreshToken);

        Assert.Equal(3, new[] { home.Tokens.RefreshToken, second.RefreshToken, third.RefreshToken }.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, await HouseholdAsync(third.AccessToken));
    }

    [Fact]
    public async Task A_used_token_ends_its_whole_family_and_its_access_tokens()
    {
        var home = await api.NewHouseholdAsync();
        var second = await RenewedAsync(home.Tokens.RefreshToken);

        await RefusedAsync(home.Tokens.RefreshToken);

        await RefusedAsync(second.RefreshToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await HouseholdAsync(second.AccessToken));
    }

    [Fact]
    public async Task Another_log_in_of_the_same_person_outlives_it()
    {
        var home = await api.NewHouseholdAsync();
        var elsewhere = await LoggedInAsync(home);
        await RenewedAsync(home.Tokens.RefreshToken);

        await RefusedAsync(home.Tokens.RefreshToken);

        Assert.Equal(HttpStatusCode.OK, await HouseholdAsync(elsewhere.AccessToken));
        await RenewedAsync(elsewhere.RefreshToken);
    }

    [Fact]
    public async Task Of_many_renewals_at_once_one_wins_and_the_family_ends()
    {
        var home = await api.NewHouseholdAsync();
        using var client = api.NewClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RenewAsync(home.Tokens.RefreshToken)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await HouseholdAsync(home.Tokens.AccessToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData(null)]
    public async Task A_token_that_is_none_is_refused(string? token)
    {
        using var answer = await RenewAsync(token);
        await answer.ProblemAsync(Api.Problems.SessionEnded);
    }

    [Fact]
    public async Task Without_a_body_there_is_nothing_to_renew()
    {
        using var client = api.NewClient();
        using var answer = await client.PostAsync("/api/v1/accounts/refresh", null, Ct);
        await answer.ProblemAsync(Api.Problems.SessionEnded);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_at_once_and_twice_is_no_error()
    {
        var home = await api.NewHouseholdAsync();
        for (var time = 0; time < 2; time++)
        {
            using var answer = await home.Client.PostAsJsonAsync(
                "/api/v1/accounts/logout", new RefreshRequest(home.Tokens.RefreshToken), Ct);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await HouseholdAsync(home.Tokens.AccessToken));
        await RefusedAsync(home.Tokens.RefreshToken);
    }

    [Fact]
    public async Task Tokens_are_stored_as_hashes_only()
    {
        var home = await api.NewHouseholdAsync();
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(home.Tokens.RefreshToken)));
        Assert.Equal(1, await api.ScalarAsync<long>(
            $"select count(*) from refresh_token where token_hash = '\\x{hash}'"));
        Assert.Equal(0, await api.ScalarAsync<long>(
            $"select count(*) from refresh_token r where r::text like '%{home.Tokens.RefreshToken}%'"));
    }

    private async Task<HttpStatusCode> HouseholdAsync(string accessToken)
    {
        using var client = api.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await client.GetAsync("/api/v1/household", Ct);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> RenewAsync(string? token)
    {
        using var client = api.NewClient();
        return await client.PostAsJsonAsync("/api/v1/accounts/refresh", new RefreshRequest(token), Ct);
    }

    private async Task<TokenResponse> RenewedAsync(string token)
    {
        using var answer = await RenewAsync(token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<TokenResponse>(Ct))!;
    }

    private async Task RefusedAsync(string token)
    {
        using var answer = await RenewAsync(token);
        await answer.ProblemAsync(Api.Problems.SessionEnded);
    }

    private async Task<TokenResponse> LoggedInAsync(TestHousehold home)
    {
        using var client = api.NewClient();
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/accounts/login", new LogInRequest(home.Email, ApiFixture.Password), Ct);
        return (await answer.Content.ReadFromJsonAsync<TokenResponse>(Ct))!;
    }
}

/// <summary>Moves the clock, so the database is no other class's.</summary>
public sealed class ExpiryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_access_token_lives_15_minutes_to_the_second_and_a_refresh_token_30_days()
    {
        var home = await api.NewHouseholdAsync();
        var demo = await api.NewDemoAsync();
        var now = api.Clock.GetUtcNow();
        Assert.InRange((home.Tokens.AccessTokenExpiresAt - now).TotalMinutes, 14.98, 15);
        Assert.Equal(TimeSpan.FromDays(30), home.Tokens.RefreshTokenExpiresAt - now);
        Assert.Equal(TimeSpan.FromHours(24), demo.Tokens.RefreshTokenExpiresAt - now);

        api.Clock.SetUtcNow(home.Tokens.AccessTokenExpiresAt.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.OK, await HouseholdAsync(home));
        api.Clock.SetUtcNow(home.Tokens.AccessTokenExpiresAt);
        Assert.Equal(HttpStatusCode.Unauthorized, await HouseholdAsync(home));

        api.Clock.SetUtcNow(demo.Tokens.RefreshTokenExpiresAt);
        Assert.Equal(HttpStatusCode.Unauthorized, await RenewAsync(demo));
        api.Clock.SetUtcNow(home.Tokens.RefreshTokenExpiresAt.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.OK, await RenewAsync(home));
    }

    private static async Task<HttpStatusCode> HouseholdAsync(TestHousehold home)
    {
        using var answer = await home.Client.GetAsync("/api/v1/household", Ct);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> RenewAsync(TestHousehold home)
    {
        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/accounts/refresh", new RefreshRequest(home.Tokens.RefreshToken), Ct);
        return answer.StatusCode;
    }
}

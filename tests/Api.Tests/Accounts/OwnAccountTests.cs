using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Care;
using PawPal.Contracts.Households;

namespace PawPal.Api.Tests.Accounts;

/// <summary>What a person decides about themselves.</summary>
public sealed class OwnAccountTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_are_changed_from_what_was_seen()
    {
        var home = await api.NewHouseholdAsync();
        var account = await home.Client.GetFromJsonAsync<AccountResponse>("/api/v1/account", Ct);
        var wanted = new ChangeAccountRequest(
            "Sam", "America/New_York", "US", "lb", "mi", new TimeOnly(22, 0), new TimeOnly(7, 0));
        using var changed = await home.Client.PutAsync("/api/v1/account", wanted, account!.Version);
        Assert.Equal("lb", (await changed.Content.ReadFromJsonAsync<AccountResponse>(Ct))!.WeightUnit);
        using var stale = await home.Client.PutAsync("/api/v1/account", wanted, account.Version);
        await stale.ProblemAsync(Api.Problems.VersionStale);
        using var half = await home.Client.PutAsync("/api/v1/account", wanted with { QuietTo = null }, 2);
        Assert.Contains(("/quietTo", "required"), (await half.ProblemAsync(Api.Problems.InvalidRequest)).Errors());
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        var home = await api.NewHouseholdAsync();
        using var login = await api.NewClient().PostAsJsonAsync(
            "/api/v1/accounts/login", new LogInRequest(home.Email, ApiFixture.Password), Ct);
        var other = (await login.Content.ReadFromJsonAsync<TokenResponse>(Ct))!;
        using var wrong = await home.Client.PostAsJsonAsync(
            "/api/v1/account/password", new ChangePasswordRequest("not it", "another long password"), Ct);
        await wrong.ProblemAsync(Api.Problems.PasswordWrong);
        using var changed = await home.Client.PostAsJsonAsync(
            "/api/v1/account/password", new ChangePasswordRequest(ApiFixture.Password, "another long password"), Ct);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        using var here = await home.Client.GetAsync("/api/v1/pets", Ct);
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        using var client = api.Bearing(other.AccessToken);
        using var there = await client.GetAsync("/api/v1/pets", Ct);
        await there.ProblemAsync(Api.Problems.NotSignedIn);
        using var renewed = await api.NewClient().PostAsJsonAsync(
            "/api/v1/accounts/refresh", new RefreshRequest(other.RefreshToken), Ct);
        await renewed.ProblemAsync(Api.Problems.SessionEnded);
    }

    [Fact]
    public async Task Logging_out_everywhere_ends_sessions_and_tokens()
    {
        var home = await api.NewHouseholdAsync();
        var token = await TokenAsync(home, "read");
        using var everywhere = await home.Client.PostAsync("/api/v1/account/logout-everywhere", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, everywhere.StatusCode);
        using var session = await home.Client.GetAsync("/api/v1/pets", Ct);
        await session.ProblemAsync(Api.Problems.NotSignedIn);
        using var client = api.Bearing(token);
        using var personal = await client.GetAsync("/api/v1/pets", Ct);
        await personal.ProblemAsync(Api.Problems.NotSignedIn);
    }

    [Theory]
    [InlineData("read", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("log", HttpStatusCode.NotFound, HttpStatusCode.Forbidden)]
    [InlineData("keep", HttpStatusCode.NotFound, HttpStatusCode.Created)]
    public async Task A_personal_token_does_what_its_scope_says(
        string scope, HttpStatusCode logs, HttpStatusCode keeps)
    {
        var home = await api.NewHouseholdAsync();
        using var client = api.Bearing(await TokenAsync(home, scope));
        using var read = await client.GetAsync("/api/v1/pets", Ct);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var log = await client.PostAsJsonAsync(
            "/api/v1/care/events", new { kind = "walk", petIds = new[] { Guid.NewGuid() } }, Ct);
        Assert.Equal(logs, log.StatusCode);
        using var keep = await client.PostAsJsonAsync("/api/v1/pets", new { name = "Rex", species = "dog" }, Ct);
        Assert.Equal(keeps, keep.StatusCode);
        using var members = await client.DeleteAsync($"/api/v1/household/members/{Guid.NewGuid()}", Ct);
        await members.ProblemAsync(Api.Problems.RoleTooLow);
        using var own = await client.GetAsync("/api/v1/account", Ct);
        await own.ProblemAsync(Api.Problems.TokenNotEnough);
    }

    [Fact]
    public async Task A_token_of_one_household_opens_no_other_and_is_told_once()
    {
        var home = await api.NewHouseholdAsync();
        using var founded = await home.Client.PostAsJsonAsync(
            "/api/v1/households", new FoundHouseholdRequest("Cottage", "Europe/Paris"), Ct);
        var cottage = (await founded.Content.ReadFromJsonAsync<HouseholdDetails>(Ct))!;
        var token = await TokenAsync(home, "read", home.Id);
        using var client = api.Bearing(token);
        client.DefaultRequestHeaders.Add(HouseholdHeader.Name, cottage.Id.ToString());
        using var other = await client.GetAsync("/api/v1/pets", Ct);
        await other.ProblemAsync(Api.Problems.HouseholdUnknown);
        var listed = await home.Client.GetStringAsync("/api/v1/account/tokens", Ct);
        Assert.DoesNotContain(token, listed, StringComparison.Ordinal);
        Assert.Equal(0, await api.ScalarAsync<long>(
            $"select count(*) from account_idempotency_key where body like '%{token}%'"));
    }

    [Fact]
    public async Task An_expired_or_revoked_token_is_none()
    {
        var home = await api.NewHouseholdAsync();
        using var client = api.Bearing(await TokenAsync(home, "read"));
        var tokens = await home.Client.GetFromJsonAsync<PersonalTokensResponse>("/api/v1/account/tokens", Ct);
        using var revoked = await home.Client.DeleteAsync($"/api/v1/account/tokens/{tokens!.Tokens[0].Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var answer = await client.GetAsync("/api/v1/pets", Ct);
        await answer.ProblemAsync(Api.Problems.NotSignedIn);
    }

    [Fact]
    public async Task Who_goes_leaves_their_work_and_takes_their_household()
    {
        var home = await CareHome.CreateAsync(api);
        var carer = await api.JoinAsync(home.Home, "carer");
        using var logged = await carer.Client.PostAsJsonAsync(
            "/api/v1/care/events", new LogCareRequest([home.Pet("Max").Id], "walk"), Ct);
        Assert.Equal(HttpStatusCode.Created, logged.StatusCode);
        using var stays = await home.Client.PostAsJsonAsync(
            "/api/v1/account/delete", new DeleteAccountRequest(ApiFixture.Password), Ct);
        await stays.ProblemAsync(Api.Problems.HouseholdLeftAlone);
        using var goes = await carer.Client.PostAsJsonAsync(
            "/api/v1/account/delete", new DeleteAccountRequest(ApiFixture.Password), Ct);
        Assert.Equal(HttpStatusCode.NoContent, goes.StatusCode);
        var page = await home.GetAsync<CareEventPage>("/api/v1/care/events");
        Assert.Equal("someone who left", Assert.Single(page.Events).RecordedBy);
        Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from household where id = '{carer.Id}'"));
        Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from account where email = '{carer.Email}'"));
    }

    [Fact]
    public async Task Choices_about_notifications_are_kept_whole()
    {
        var home = await api.NewHouseholdAsync();
        var wanted = new NotificationPreferences([new("*", "email", false), new("reminder.due", "push", true)]);
        using var set = await home.Client.PutAsJsonAsync("/api/v1/account/notifications", wanted, Ct);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var kept = await home.Client.GetFromJsonAsync<NotificationPreferences>("/api/v1/account/notifications", Ct);
        Assert.Equal(wanted.Preferences, kept!.Preferences);
        using var twice = await home.Client.PutAsJsonAsync(
            "/api/v1/account/notifications", new NotificationPreferences([new("*", "email", false), new("*", "email", true)]), Ct);
        await twice.ProblemAsync(Api.Problems.InvalidRequest);
    }

    private static async Task<string> TokenAsync(TestHousehold home, string scope, Guid? household = null)
    {
        using var made = await home.Client.PostAsJsonAsync(
            "/api/v1/account/tokens", new AddTokenRequest("Shortcut", scope, HouseholdId: household), Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<NewTokenResponse>(Ct))!.Token;
    }
}

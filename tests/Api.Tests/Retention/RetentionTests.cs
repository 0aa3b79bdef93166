using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PawPal.Api.Retention;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Pets;
using PawPal.Testing;

namespace PawPal.Api.Tests.Retention;

public sealed class RetentionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_demo_goes_with_its_last_session_and_takes_everything_along()
    {
        var ended = await api.NewDemoAsync();
        var living = await api.NewDemoAsync();
        var real = await api.NewHouseholdAsync();
        real.Client.DefaultRequestHeaders.Add("Idempotency-Key", "a-key");
        using (var pet = await real.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Rex", "dog"), Ct))
            pet.EnsureSuccessStatusCode();
        using (var logOut = await ended.Client.PostAsJsonAsync(
            "/api/v1/accounts/logout", new RefreshRequest(ended.Tokens.RefreshToken), Ct))
        {
            logOut.EnsureSuccessStatusCode();
        }

        await using var worker = WorkerRole.Build([.. api.Configuration], Adjust);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await worker.Services.GetRequiredService<RetentionSweep>().RunAsync(Ct);

        Assert.Equal([living.Id, real.Id], await HouseholdsAsync(ended, living, real));
        Assert.Equal(
            0, await api.ScalarAsync<long>($"select count(*) from care_event where household_id = '{ended.Id}'"));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from account where is_demo"));

        // A day later the other demo's session has expired, too; a person's household stays for ever.
        api.Clock.Advance(TimeSpan.FromHours(25));
        await worker.StartAsync(Ct);
        await Eventually.TrueAsync(
            async () => await api.ScalarAsync<long>("select count(*) from account where is_demo") == 0,
            TimeSpan.FromSeconds(60),
            "the worker deletes the demo whose session expired");
        Assert.Equal([real.Id], await HouseholdsAsync(ended, living, real));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from idempotency_key"));

        api.Clock.Advance(TimeSpan.FromDays(40));
        await Eventually.TrueAsync(
            async () => await api.ScalarAsync<long>("select count(*) from session") == 0
                && await api.ScalarAsync<long>("select count(*) from refresh_token") == 0
                && await api.ScalarAsync<long>("select count(*) from idempotency_key") == 0,
            TimeSpan.FromSeconds(60),
            "the worker deletes expired sessions, tokens and keys");
        Assert.Equal([real.Id], await HouseholdsAsync(ended, living, real));
        await worker.StopAsync(Ct);
    }

    private void Adjust(WebApplicationBuilder builder) =>
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(api.Clock));

    private async Task<IEnumerable<Guid>> HouseholdsAsync(params TestHousehold[] households)
    {
        var left = new List<Guid>();
        foreach (var household in households)
        {
            if (await api.ScalarAsync<long>($"select count(*) from household where id = '{household.Id}'") == 1)
                left.Add(household.Id);
        }

        return left;
    }
}

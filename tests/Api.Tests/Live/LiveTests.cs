using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Pets;
using PawPal.Testing;

namespace PawPal.Api.Tests.Live;

public sealed class LiveTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_screen_sees_what_happens_in_its_household_and_nothing_else()
    {
        var home = await api.NewHouseholdAsync();
        var other = await api.NewHouseholdAsync();
        await using var screen = await Screen.OpenAsync(api.Address, home);
        await AddAsync(other, "Stranger");
        var pet = await AddAsync(home, "Bella");

        var change = await screen.NextAsync();
        Assert.Equal("pet.added", change!.Action);
        Assert.Equal(pet, change.PetId);
        Assert.Equal(screen.Seq + 1, change.Seq);
    }

    [Fact]
    public async Task A_screen_of_another_replica_sees_it_through_redis()
    {
        await using var replica = await SecondReplica.StartAsync(api);
        var home = await api.NewHouseholdAsync();
        await using var screen = await Screen.OpenAsync(replica.Address, home);
        await AddAsync(home, "Bella");
        Assert.Equal("pet.added", (await screen.NextAsync())!.Action);
    }

    [Fact]
    public async Task A_screen_of_another_replica_sees_it_through_postgres_when_redis_is_away()
    {
        // A replica whose Redis was never there: nobody listens at port 9.
        await using var silent = await SecondReplica.StartAsync(api, "--ConnectionStrings:redis=127.0.0.1:9");
        await using var also = await SecondReplica.StartAsync(api, "--ConnectionStrings:redis=127.0.0.1:9");
        var home = await api.NewHouseholdAsync();
        await using var screen = await Screen.OpenAsync(also.Address, home);
        using var client = silent.NewClient(home);
        using var added = await client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Bella", "dog"), Ct);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("pet.added", (await screen.NextAsync())!.Action);
    }

    [Fact]
    public async Task A_screen_that_comes_back_gets_what_it_missed()
    {
        var home = await api.NewHouseholdAsync();
        long seen;
        await using (var screen = await Screen.OpenAsync(api.Address, home))
            seen = screen.Seq;
        await AddAsync(home, "Bella");
        await AddAsync(home, "Max");
        await using var again = await Screen.OpenAsync(api.Address, home, after: seen);
        Assert.Equal([seen + 1, seen + 2], [(await again.NextAsync())!.Seq, (await again.NextAsync())!.Seq]);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    public async Task A_place_that_is_none_is_refused(string place)
    {
        var home = await api.NewHouseholdAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/live");
        request.Headers.Add("Last-Event-ID", place);
        using var answer = await home.Client.SendAsync(request, Ct);
        await answer.ProblemAsync(Problems.LivePlaceUnknown);
    }

    [Fact]
    public async Task A_household_follows_itself_on_so_many_screens_and_no_more()
    {
        await using var replica = await SecondReplica.StartAsync(api, "--Live:StreamsPerHousehold=2");
        var home = await api.NewHouseholdAsync();
        await using var second = await Screen.OpenAsync(replica.Address, home);
        using var client = replica.NewClient(home);
        await using (await Screen.OpenAsync(replica.Address, home))
        {
            using var third = await client.GetAsync("/api/v1/live", Ct);
            await third.ProblemAsync(Problems.LiveTooMany);
        }

        // The place is free again once the server has seen that its screen is gone.
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await client.GetAsync(
                    "/api/v1/live", HttpCompletionOption.ResponseHeadersRead, Ct);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            TimeSpan.FromSeconds(60),
            "a place is free");
    }

    private static async Task<Guid> AddAsync(TestHousehold home, string name)
    {
        using var added = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest(name, "dog"), Ct);
        added.EnsureSuccessStatusCode();
        return (await added.Content.ReadFromJsonAsync<PetResponse>(Ct))!.Id;
    }
}

using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Households;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Tests.Households;

public sealed class HouseholdScopeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anothers_a_missing_and_a_malformed_household_get_one_answer()
    {
        var home = await api.NewHouseholdAsync();
        var other = await api.NewHouseholdAsync();

        var answers = new HashSet<string>(StringComparer.Ordinal);
        string[] ids =
            [other.Id.ToString(), Guid.CreateVersion7().ToString(), "not-an-id", "", home.Id + "," + home.Id];
        foreach (var id in ids)
        {
            using var read = await SendAsync(home, HttpMethod.Get, "/api/v1/household", id);
            answers.Add((await read.ProblemAsync(Api.Problems.HouseholdUnknown)).Same());
        }

        Assert.Single(answers);
    }

    [Fact]
    public async Task A_stranger_writes_nothing_into_anothers_household()
    {
        var home = await api.NewHouseholdAsync();
        var other = await api.NewHouseholdAsync();

        using var write = await SendAsync(home, HttpMethod.Post, "/api/v1/pets", other.Id.ToString());

        await write.ProblemAsync(Api.Problems.HouseholdUnknown);
        Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from pet where household_id = '{other.Id}'"));
    }

    [Fact]
    public async Task A_stranger_learns_nothing_from_a_bad_body_either()
    {
        var home = await api.NewHouseholdAsync();
        var other = await api.NewHouseholdAsync();
        using var request = Request(HttpMethod.Post, "/api/v1/pets", other.Id.ToString());
        request.Content = JsonContent.Create(new { species = 1 });

        using var answer = await home.Client.SendAsync(request, Ct);

        await answer.ProblemAsync(Api.Problems.HouseholdUnknown);
    }

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("sitter", false)]
    [InlineData("carer", true)]
    [InlineData("owner", true)]
    public async Task Every_member_reads_and_only_those_who_keep_the_household_add_pets(string role, bool mayAdd)
    {
        var home = await api.NewHouseholdAsync();
        var guest = await api.NewHouseholdAsync();
        await JoinAsync(guest, home, role);

        using var read = await SendAsync(guest, HttpMethod.Get, "/api/v1/household", home.Id.ToString());
        var household = await read.Content.ReadFromJsonAsync<HouseholdResponse>(Ct);
        Assert.Equal((home.Id, role), (household!.Id, household.Role));

        using var write = await SendAsync(guest, HttpMethod.Post, "/api/v1/pets", home.Id.ToString());
        if (mayAdd)
            Assert.Equal(HttpStatusCode.Created, write.StatusCode);
        else
            await write.ProblemAsync(Api.Problems.RoleTooLow);
    }

    [Fact]
    public async Task Without_a_choice_the_household_joined_first_is_meant()
    {
        var home = await api.NewHouseholdAsync();
        var guest = await api.NewHouseholdAsync();
        await JoinAsync(guest, home, "carer");

        var household = await guest.Client.GetFromJsonAsync<HouseholdResponse>("/api/v1/household", Ct);

        Assert.Equal(guest.Id, household!.Id);
    }

    [Fact]
    public async Task Who_is_removed_is_out_with_the_next_request()
    {
        var home = await api.NewHouseholdAsync();
        var guest = await api.NewHouseholdAsync();
        await JoinAsync(guest, home, "carer");
        using (var before = await SendAsync(guest, HttpMethod.Get, "/api/v1/household", home.Id.ToString()))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        await api.ExecuteAsync($"delete from membership where household_id = '{home.Id}' and role = 'carer'");

        using var after = await SendAsync(guest, HttpMethod.Get, "/api/v1/household", home.Id.ToString());
        await after.ProblemAsync(Api.Problems.HouseholdUnknown);
    }

    private static Task<HttpResponseMessage> SendAsync(
        TestHousehold who, HttpMethod method, string path, string household)
    {
        var request = Request(method, path, household);
        if (method == HttpMethod.Post)
            request.Content = JsonContent.Create(new AddPetRequest("Rex", "dog"));
        return who.Client.SendAsync(request, Ct);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string household)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(HouseholdHeader.Name, household);
        return request;
    }

    private Task JoinAsync(TestHousehold guest, TestHousehold home, string role) => api.ExecuteAsync(
        $"""
        insert into membership (household_id, account_id, role, joined_at)
        select '{home.Id}', account_id, '{role}', joined_at + interval '1 second'
        from membership where household_id = '{guest.Id}'
        """);
}

using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Households;

namespace PawPal.Api.Tests.Households;

/// <summary>Who belongs to a household, and as what.</summary>
public sealed class MembersTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Pets = "/api/v1/pets";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("viewer", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("sitter", HttpStatusCode.NotFound, HttpStatusCode.Forbidden)]
    [InlineData("carer", HttpStatusCode.NotFound, HttpStatusCode.Created)]
    [InlineData("owner", HttpStatusCode.NotFound, HttpStatusCode.Created)]
    public async Task Each_role_may_what_it_may(string role, HttpStatusCode logs, HttpStatusCode keeps)
    {
        var home = await api.NewHouseholdAsync();
        var member = await api.JoinAsync(home, role);
        using var read = await member.Client.GetAsync(Pets, Ct);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var log = await member.Client.PostAsJsonAsync(
            "/api/v1/care/events", new { kind = "walk", petIds = new[] { Guid.NewGuid() } }, Ct);
        Assert.Equal(logs, log.StatusCode);
        using var keep = await member.Client.PostAsJsonAsync(Pets, new { name = "Rex", species = "dog" }, Ct);
        Assert.Equal(keeps, keep.StatusCode);
    }

    [Fact]
    public async Task A_sitters_access_ends_with_the_visit_and_may_begin_again()
    {
        var home = await api.NewHouseholdAsync();
        var sitter = await api.JoinAsync(home, "sitter", api.Clock.GetUtcNow().AddMinutes(10));
        using var during = await sitter.Client.GetAsync(Pets, Ct);
        Assert.Equal(HttpStatusCode.OK, during.StatusCode);
        api.Clock.Advance(TimeSpan.FromMinutes(11));
        using var after = await sitter.Client.GetAsync(Pets, Ct);
        await after.ProblemAsync(Api.Problems.HouseholdUnknown);
        using var again = await sitter.Client.PostAsJsonAsync(
            "/api/v1/invitations/accept", new InvitationCodeRequest(await People.InviteAsync(home, "sitter")), Ct);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task An_invitation_is_good_once_and_not_after_its_end_or_revocation()
    {
        var home = await api.NewHouseholdAsync();
        var code = await People.InviteAsync(home);
        var first = await api.NewHouseholdAsync();
        using var preview = await AcceptAsync(first, code, "preview");
        Assert.Equal("Home", (await preview.Content.ReadFromJsonAsync<InvitationPreview>(Ct))!.Household);
        using var accepted = await AcceptAsync(first, code.ToLowerInvariant().Replace('-', ' '));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        using var second = await AcceptAsync(await api.NewHouseholdAsync(), code);
        await second.ProblemAsync(Api.Problems.InvitationUnknown);
        using var twice = await AcceptAsync(first, await People.InviteAsync(home));
        await twice.ProblemAsync(Api.Problems.MemberAlready);
        var late = await People.InviteAsync(home);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var revoked = await People.InviteAsync(home);
        var open = await home.Client.GetFromJsonAsync<InvitationsResponse>("/api/v1/household/invitations", Ct);
        using var revoke = await home.Client.DeleteAsync(
            $"/api/v1/household/invitations/{open!.Invitations[0].Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, revoke.StatusCode);
        using var tried = await AcceptAsync(await api.NewHouseholdAsync(), revoked);
        await tried.ProblemAsync(Api.Problems.InvitationUnknown);
        api.Clock.Advance(TimeSpan.FromDays(8));
        var newcomer = await api.NewHouseholdAsync();
        using var expired = await AcceptAsync(newcomer, late);
        await expired.ProblemAsync(Api.Problems.InvitationUnknown);
        using var nonsense = await AcceptAsync(newcomer, "UUUUU-UUUUU");
        await nonsense.ProblemAsync(Api.Problems.InvitationUnknown);
    }

    [Fact]
    public async Task One_use_is_taken_by_one_of_many()
    {
        var home = await api.NewHouseholdAsync();
        var code = await People.InviteAsync(home);
        var people = new List<TestHousehold>();
        for (var person = 0; person < 6; person++)
            people.Add(await api.NewHouseholdAsync());
        var answers = await Task.WhenAll(people.Select(person => AcceptAsync(person, code)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(2, await api.ScalarAsync<long>($"select count(*) from membership where household_id = '{home.Id}'"));
    }

    [Fact]
    public async Task The_last_owner_stays_until_another_takes_over()
    {
        var home = await api.NewHouseholdAsync();
        var carer = await api.JoinAsync(home, "carer");
        using var leaves = await home.Client.PostAsync("/api/v1/household/leave", null, Ct);
        await leaves.ProblemAsync(Api.Problems.LastOwner);
        var members = await home.Client.GetFromJsonAsync<MembersResponse>("/api/v1/household/members", Ct);
        var other = members!.Members.Single(member => !member.IsCaller).AccountId;
        using var handed = await home.Client.PostAsJsonAsync(
            "/api/v1/household/hand-over", new HandOverRequest(other), Ct);
        Assert.Equal(HttpStatusCode.NoContent, handed.StatusCode);
        using var left = await home.Client.PostAsync("/api/v1/household/leave", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        using var gone = await home.Client.GetAsync(Pets, Ct);
        await gone.ProblemAsync(Api.Problems.HouseholdUnknown);
        using var invites = await carer.Client.GetAsync("/api/v1/household/invitations", Ct);
        Assert.Equal(HttpStatusCode.OK, invites.StatusCode);
    }

    [Fact]
    public async Task Who_is_removed_is_out_at_once()
    {
        var home = await api.NewHouseholdAsync();
        var carer = await api.JoinAsync(home, "carer");
        var members = await home.Client.GetFromJsonAsync<MembersResponse>("/api/v1/household/members", Ct);
        var id = members!.Members.Single(member => !member.IsCaller).AccountId;
        using var demoted = await home.Client.PutAsJsonAsync(
            $"/api/v1/household/members/{id}", new { role = "viewer" }, Ct);
        Assert.Equal(HttpStatusCode.NoContent, demoted.StatusCode);
        using var keeps = await carer.Client.PostAsJsonAsync(Pets, new { name = "Rex", species = "dog" }, Ct);
        await keeps.ProblemAsync(Api.Problems.RoleTooLow);
        using var removed = await home.Client.DeleteAsync($"/api/v1/household/members/{id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var reads = await carer.Client.GetAsync(Pets, Ct);
        await reads.ProblemAsync(Api.Problems.HouseholdUnknown);
    }

    [Fact]
    public async Task A_person_founds_lists_changes_and_deletes_households()
    {
        var home = await api.NewHouseholdAsync();
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        using var founded = await home.Client.PostAsJsonAsync(
            "/api/v1/households", new FoundHouseholdRequest("Cottage", "Europe/Paris", "FR"), Ct);
        var cottage = (await founded.Content.ReadFromJsonAsync<HouseholdDetails>(Ct))!;
        var all = await home.Client.GetFromJsonAsync<HouseholdsResponse>("/api/v1/households", Ct);
        Assert.Equal(["Home", "Cottage"], all!.Households.Select(one => one.Name));
        home.Client.DefaultRequestHeaders.Add(HouseholdHeader.Name, cottage.Id.ToString());
        using var changed = await home.Client.PutAsync(
            "/api/v1/household", new ChangeHouseholdRequest("Chalet", "Europe/Paris", "FR"), cottage.Version);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var mistyped = await home.Client.PostAsJsonAsync(
            "/api/v1/household/delete", new DeleteHouseholdRequest("Cottage"), Ct);
        await mistyped.ProblemAsync(Api.Problems.InvalidRequest);
        using var deleted = await home.Client.PostAsJsonAsync(
            "/api/v1/household/delete", new DeleteHouseholdRequest("Chalet"), Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from household where id = '{cottage.Id}'"));
    }

    private static Task<HttpResponseMessage> AcceptAsync(TestHousehold person, string code, string verb = "accept") =>
        person.Client.PostAsJsonAsync($"/api/v1/invitations/{verb}", new InvitationCodeRequest(code), Ct);
}

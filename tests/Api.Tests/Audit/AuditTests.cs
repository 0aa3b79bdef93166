using System.Net.Http.Json;
using PawPal.Contracts.Audit;

namespace PawPal.Api.Tests.Audit;

/// <summary>The trail of a household, and that nobody can change it unseen.</summary>
public sealed class AuditTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_is_an_entry_with_who_and_what()
    {
        var home = await NewAsync();
        var page = await home.Client.GetFromJsonAsync<AuditPage>("/api/v1/audit?limit=2", Ct);
        Assert.Equal(["pet.added", "pet.added"], page!.Entries.Select(entry => entry.Action));
        Assert.NotNull(page.Entries[0].By);
        var rest = await home.Client.GetFromJsonAsync<AuditPage>($"/api/v1/audit?before={page.Next}", Ct);
        Assert.Equal(["pet.added", "household.founded"], rest!.Entries.Select(entry => entry.Action));
        var founded = await home.Client.GetFromJsonAsync<AuditPage>("/api/v1/audit?action=household", Ct);
        Assert.Single(founded!.Entries);
        var lines = await home.Client.GetStringAsync("/api/v1/audit/export", Ct);
        Assert.Equal(4, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_trail_that_nobody_touched_is_whole()
    {
        var home = await NewAsync();
        Assert.Equal(new AuditVerdict(true, 4, null), await VerifyAsync(home));
    }

    [Theory]
    [InlineData("update audit_entry set details = '{\"name\": \"Other\"}' where seq = 2 and household_id = '{0}'", 2)]
    [InlineData("update audit_entry set at = at + interval '1 second' where seq = 1 and household_id = '{0}'", 1)]
    [InlineData("delete from audit_entry where seq = 3 and household_id = '{0}'", 4)]
    [InlineData("delete from audit_entry where seq = 4 and household_id = '{0}'", 4)]
    [InlineData("update audit_head set seq = 3 where household_id = '{0}'", 3)]
    [InlineData(
        "insert into audit_entry select household_id, 5, gen_random_uuid(), at, account_id, action, subject, pet_id, "
        + "details, hash from audit_entry where seq = 4 and household_id = '{0}'", 5)]
    public async Task Whatever_is_altered_taken_out_or_put_in_is_seen(string sql, long brokenAt)
    {
        var home = await NewAsync();
        await api.ExecuteAsync(sql.Replace("{0}", home.Id.ToString(), StringComparison.Ordinal));
        var verdict = await VerifyAsync(home);
        Assert.Equal((false, brokenAt), (verdict.IsWhole, verdict.BrokenAt));
    }

    [Fact]
    public async Task A_viewer_does_not_read_it()
    {
        var home = await NewAsync();
        var viewer = await api.JoinAsync(home, "viewer");
        using var answer = await viewer.Client.GetAsync("/api/v1/audit", Ct);
        await answer.ProblemAsync(Problems.RoleTooLow);
    }

    private async Task<TestHousehold> NewAsync()
    {
        var home = await api.NewHouseholdAsync();
        foreach (var name in new[] { "Bella", "Max", "Luna" })
        {
            using var added = await home.Client.PostAsJsonAsync("/api/v1/pets", new { name, species = "dog" }, Ct);
            added.EnsureSuccessStatusCode();
        }

        return home;
    }

    private static async Task<AuditVerdict> VerifyAsync(TestHousehold home) =>
        (await home.Client.GetFromJsonAsync<AuditVerdict>("/api/v1/audit/verify", Ct))!;
}

using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Contacts;

namespace PawPal.Api.Tests.Contacts;

public sealed class ContactTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/contacts";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contacts_are_kept_changed_listed_and_deleted()
    {
        var home = await api.NewHouseholdAsync();
        await AddAsync(home, new AddContactRequest("other", "Neighbour", "+44 20 7946 0000"));
        var vet = await AddAsync(home, new AddContactRequest("vet", " Dr.  Paws ", TakesEmergencies: true));
        using var changed = await home.Client.PutAsync(
            $"{Path}/{vet.Id}", new { kind = "vet", name = "Dr. Paws", phone = "01632 960000" }, vet.Version);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var stale = await home.Client.PutAsync(
            $"{Path}/{vet.Id}", new { kind = "vet", name = "Dr. Paws" }, vet.Version);
        await stale.ProblemAsync(Problems.VersionStale);
        var all = await home.Client.GetFromJsonAsync<ContactsResponse>(Path, Ct);
        Assert.Equal(["Dr. Paws", "Neighbour"], all!.Contacts.Select(contact => contact.Name));
        Assert.Equal(("01632 960000", false), (all.Contacts[0].Phone, all.Contacts[0].TakesEmergencies));
        using var deleted = await home.Client.DeleteAsync($"{Path}/{vet.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var again = await home.Client.DeleteAsync($"{Path}/{vet.Id}", Ct);
        await again.ProblemAsync(Problems.ContactUnknown);
    }

    [Fact]
    public async Task Another_households_contact_is_unknown()
    {
        var home = await api.NewHouseholdAsync();
        var other = await AddAsync(await api.NewHouseholdAsync(), new AddContactRequest("vet", "Dr. Paws"));
        using var stolen = await home.Client.PutAsync($"{Path}/{other.Id}", new { kind = "vet", name = "Mine" }, 1);
        await stolen.ProblemAsync(Problems.ContactUnknown);
    }

    [Theory]
    [InlineData("vet", "Dr. Paws", "call me", "/phone")]
    [InlineData("friend", "Dr. Paws", null, "/kind")]
    [InlineData("vet", "\u202e", null, "/name")]
    public async Task What_cannot_be_is_refused_at_its_field(string kind, string name, string? phone, string pointer)
    {
        var home = await api.NewHouseholdAsync();
        using var answer = await home.Client.PostAsJsonAsync(Path, new AddContactRequest(kind, name, phone), Ct);
        var problem = await answer.ProblemAsync(Problems.InvalidRequest);
        Assert.Contains(problem.Errors(), error => error.Pointer == pointer);
    }

    private static async Task<ContactResponse> AddAsync(TestHousehold home, AddContactRequest request)
    {
        using var answer = await home.Client.PostAsJsonAsync(Path, request, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ContactResponse>(Ct))!;
    }
}

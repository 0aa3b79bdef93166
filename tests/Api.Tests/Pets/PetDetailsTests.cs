using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Tests.Pets;

/// <summary>All that is known of a pet, changed by several people at once.</summary>
public sealed class PetDetailsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_told_is_kept_and_an_age_becomes_an_estimate()
    {
        var home = await api.NewHouseholdAsync();
        var pet = await AddAsync(home, new AddPetRequest(
            "Rocky", "dog", Breed: "Beagle", AgeMonths: 30, Sex: "male", Neutered: true, Microchip: "985112003456789",
            WeightUnit: "lb", Diet: "Dry food", Allergies: ["chicken", "Chicken"], Conditions: ["arthritis"],
            Nicknames: ["Rocks"]));
        Assert.Equal(("Beagle", 30, true, 1), (pet.Breed, pet.AgeMonths, pet.BirthIsEstimate, pet.Version));
        Assert.Equal(["chicken"], pet.Allergies);
        var read = await home.Client.GetFromJsonAsync<PetDetailsResponse>($"/api/v1/pets/{pet.Id}", Ct);
        Assert.Equal(pet.Nicknames, read!.Nicknames);
        using var said = await home.Client.PostAsJsonAsync(
            "/api/v1/voice/commands", new { text = "fed Rocks" }, Ct);
        Assert.Contains("Rocky", await said.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"A","species":"dog","birthDate":"2199-01-01"}""", "/birthDate", "range")]
    [InlineData("""{"name":"A","species":"dog","birthDate":"2020-01-01","ageMonths":3}""", "/ageMonths", "field")]
    [InlineData("""{"name":"A","species":"dog","ageMonths":-1}""", "/ageMonths", "range")]
    [InlineData("""{"name":"A","species":"unicorn"}""", "/species", "choice")]
    [InlineData("""{"name":"A","species":"dog","microchip":"12"}""", "/microchip", "format")]
    [InlineData("""{"name":"A","species":"dog","nicknames":["\u200b"]}""", "/nicknames", "characters")]
    [InlineData("""{"name":"A","species":"dog","sex":"x"}""", "/sex", "choice")]
    public async Task What_cannot_be_is_refused_at_its_field(string body, string pointer, string code)
    {
        var home = await api.NewHouseholdAsync();
        using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", JsonNode.Parse(body), Ct);
        var problem = await answer.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Contains((pointer, code), problem.Errors());
    }

    [Fact]
    public async Task No_change_is_lost_and_none_overwrites_another()
    {
        var home = await api.NewHouseholdAsync();
        var pet = await AddAsync(home, new AddPetRequest("Bella", "dog"));
        // Drill A5: eight people change one thing again and again, each from what they have seen.
        var accepted = 0;
        var stale = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async person =>
        {
            for (var change = 0; change < 25; change++)
            {
                var seen = await home.Client.GetFromJsonAsync<PetDetailsResponse>($"/api/v1/pets/{pet.Id}", Ct);
                var diet = string.Create(CultureInfo.InvariantCulture, $"{person}-{change}");
                var status = await ChangeAsync(home, seen! with { Diet = diet });
                Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.PreconditionFailed });
                _ = status == HttpStatusCode.OK ? Interlocked.Increment(ref accepted) : Interlocked.Increment(ref stale);
            }
        }));
        var last = await home.Client.GetFromJsonAsync<PetDetailsResponse>($"/api/v1/pets/{pet.Id}", Ct);
        Assert.Equal(accepted + 1, last!.Version);
        Assert.Equal(200, accepted + stale);
        Assert.True(stale > 0, "nobody met anybody: the drill proved nothing");
    }

    [Fact]
    public async Task A_change_without_a_version_is_refused_and_a_name_stays_unique()
    {
        var home = await api.NewHouseholdAsync();
        var bella = await AddAsync(home, new AddPetRequest("Bella", "dog"));
        await AddAsync(home, new AddPetRequest("Max", "dog"));
        using var blind = await home.Client.PutAsJsonAsync(
            $"/api/v1/pets/{bella.Id}", new { name = "Bella", species = "dog" }, Ct);
        await blind.ProblemAsync(Api.Problems.VersionMissing);
        Assert.Equal(HttpStatusCode.Conflict, await ChangeAsync(home, bella with { Name = "MAX" }));
    }

    [Fact]
    public async Task An_archived_pet_leaves_the_lists_and_comes_back()
    {
        var home = await api.NewHouseholdAsync();
        var bella = await AddAsync(home, new AddPetRequest("Bella", "dog"));
        using var archived = await home.Client.PostAsync($"/api/v1/pets/{bella.Id}/archive", null, Ct);
        Assert.Equal(HttpStatusCode.OK, archived.StatusCode);
        Assert.Empty((await home.Client.GetFromJsonAsync<PetsResponse>("/api/v1/pets", Ct))!.Pets);
        Assert.Single((await home.Client.GetFromJsonAsync<PetsResponse>("/api/v1/pets?archived=true", Ct))!.Pets);
        var second = await AddAsync(home, new AddPetRequest("Bella", "cat"));
        using var taken = await home.Client.PostAsync($"/api/v1/pets/{bella.Id}/unarchive", null, Ct);
        await taken.ProblemAsync(Api.Problems.PetNameTaken);
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(home, second with { Name = "Bella the cat" }));
        using var back = await home.Client.PostAsync($"/api/v1/pets/{bella.Id}/unarchive", null, Ct);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    [Theory]
    [InlineData("add a new dog called Rocky", "Welcome, Rocky! I added the dog.")]
    [InlineData("how many pets do I have?", "There is no pet")]
    public async Task Pets_are_added_and_asked_about_by_voice(string text, string reply)
    {
        var home = await api.NewHouseholdAsync();
        using var said = await home.Client.PostAsJsonAsync("/api/v1/voice/commands", new { text }, Ct);
        var answer = await said.Content.ReadFromJsonAsync<JsonNode>(Ct);
        Assert.StartsWith(reply, (string)answer!["reply"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_of_a_pet_are_told()
    {
        var home = await api.NewHouseholdAsync();
        await AddAsync(home, new AddPetRequest("Mochi", "cat", AgeMonths: 30, Allergies: ["chicken"]));
        foreach (var (text, reply) in new[]
        {
            ("how old is Mochi", "Mochi is about 2 years old."), ("what is Mochi allergic to", "Mochi is allergic to chicken."),
            ("what breed is Mochi", "There is no breed on record for Mochi."),
        })
        {
            using var said = await home.Client.PostAsJsonAsync("/api/v1/voice/commands", new { text }, Ct);
            Assert.Equal(reply, (string)(await said.Content.ReadFromJsonAsync<JsonNode>(Ct))!["reply"]!);
        }
    }

    private static async Task<PetDetailsResponse> AddAsync(TestHousehold home, AddPetRequest request)
    {
        using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", request, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag?.Tag);
        return (await answer.Content.ReadFromJsonAsync<PetDetailsResponse>(Ct))!;
    }

    private static async Task<HttpStatusCode> ChangeAsync(TestHousehold home, PetDetailsResponse pet)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/pets/{pet.Id}");
        request.Headers.Add("If-Match", $"\"{pet.Version}\"");
        request.Content = JsonContent.Create(new { pet.Name, pet.Species, pet.Diet });
        using var answer = await home.Client.SendAsync(request, Ct);
        return answer.StatusCode;
    }
}

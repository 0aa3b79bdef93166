using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Households;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Tests.Pets;

public sealed class AddPetTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_pet_is_listed_as_it_was_given()
    {
        var home = await api.NewHouseholdAsync();

        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/pets", new AddPetRequest("  Mr.\u00A0 Whiskers ", "cat", "mister whiskers"), Ct);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var pet = await answer.Content.ReadFromJsonAsync<PetResponse>(Ct);
        Assert.Equal(("Mr. Whiskers", "cat", "mister whiskers"), (pet!.Name, pet.Species, pet.SoundsLike));
        var household = await home.Client.GetFromJsonAsync<HouseholdResponse>("/api/v1/household", Ct);
        Assert.Equal([pet with { Nicknames = null }], household!.Pets);
    }

    [Fact]
    public async Task A_pet_sent_again_with_its_key_is_answered_again_and_added_once()
    {
        var home = await api.NewHouseholdAsync();
        home.Client.DefaultRequestHeaders.Add("Idempotency-Key", "one pet");
        using var spaced = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Rex", "dog"), Ct);
        await spaced.ProblemAsync(Api.Problems.IdempotencyKeyInvalid);
        home.Client.DefaultRequestHeaders.Remove("Idempotency-Key");
        home.Client.DefaultRequestHeaders.Add("Idempotency-Key", "one-pet");

        var answers = new HashSet<string>();
        for (var time = 0; time < 3; time++)
        {
            using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Rex", "dog"), Ct);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync(Ct));
        }

        Assert.Single(answers);
        using var other = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Max", "dog"), Ct);
        await other.ProblemAsync(Api.Problems.IdempotencyKeyReused);
        Assert.Equal(1, await api.ScalarAsync<long>($"select count(*) from pet where household_id = '{home.Id}'"));
    }

    [Theory]
    [InlineData("Zoë")]
    [InlineData("Ляля")]
    [InlineData("もち")]
    [InlineData("O'Malley")]
    [InlineData("🐶")]
    public async Task Names_of_all_scripts_are_welcome(string name)
    {
        var home = await api.NewHouseholdAsync();
        using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest(name, "dog"), Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("Bella")]
    [InlineData("BELLA")]
    [InlineData(" bella ")]
    public async Task A_name_that_only_looks_different_is_taken(string again)
    {
        var home = await api.NewHouseholdAsync();
        using var first = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Bella", "dog"), Ct);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);

        using var second = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest(again, "cat"), Ct);

        await second.ProblemAsync(Api.Problems.PetNameTaken);
        Assert.Equal(1, await api.ScalarAsync<long>($"select count(*) from pet where household_id = '{home.Id}'"));
    }

    [Theory]
    [InlineData(null, "dog", null, "/name", "required")]
    [InlineData("", "dog", null, "/name", "required")]
    [InlineData("   ", "dog", null, "/name", "required")]
    [InlineData("Bel\u200Bla", "dog", null, "/name", "characters")]
    [InlineData("Bel\u202Ela", "dog", null, "/name", "characters")]
    [InlineData("Bel\u0007la", "dog", null, "/name", "characters")]
    [InlineData("Bella\n", "dog", null, "/name", "characters")]
    [InlineData("\u3164", "dog", null, "/name", "characters")]
    [InlineData("Bella", null, null, "/species", "required")]
    [InlineData("Bella", "unicorn", null, "/species", "choice")]
    [InlineData("Bella", "Dog", null, "/species", "choice")]
    [InlineData("Bella", "dog", "", "/soundsLike", "length")]
    [InlineData("Bella", "dog", "bell(a)", "/soundsLike", "characters")]
    [InlineData("Bella", "dog", "bell, a", "/soundsLike", "characters")]
    public async Task A_pet_that_cannot_be_is_refused_and_not_written(
        string? name, string? species, string? soundsLike, string pointer, string code)
    {
        var home = await api.NewHouseholdAsync();

        using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", new { name, species, soundsLike }, Ct);

        var problem = await answer.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Equal([(pointer, code)], problem.Errors());
        Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from pet where household_id = '{home.Id}'"));
    }

    [Fact]
    public async Task Ten_thousand_characters_are_too_many()
    {
        var home = await api.NewHouseholdAsync();
        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/pets", new AddPetRequest(new string('a', 10_000), "dog"), Ct);
        var problem = await answer.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Equal([("/name", "length")], problem.Errors());
    }

    [Fact]
    public async Task The_hundred_and_first_pet_is_refused()
    {
        var home = await api.NewHouseholdAsync();
        await using (var insert = api.Superuser.CreateCommand(
            $"""
            insert into pet (id, household_id, name, species, created_at)
            select gen_random_uuid(), '{home.Id}', 'Fish ' || n, 'fish', now() from generate_series(1, 100) n
            """))
        {
            await insert.ExecuteNonQueryAsync(Ct);
        }

        using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("One more", "fish"), Ct);

        await answer.ProblemAsync(Api.Problems.PetsTooMany);
    }
}

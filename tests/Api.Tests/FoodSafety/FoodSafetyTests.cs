using System.Net.Http.Json;
using CsCheck;
using PawPal.Api.FoodSafety;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.FoodSafety;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Tests.FoodSafety;

public sealed class FoodSafetyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grapes", "dog", "emergency")]
    [InlineData("a few raisins", "cat", "emergency")]
    [InlineData("dark chocolate", "dog", "emergency")]
    [InlineData("a square of milk chocolate", "dog", "danger")]
    [InlineData("ONION", "cat", "emergency")]
    [InlineData("garlic bread", "dog", "danger")]
    [InlineData("lily", "cat", "emergency")]
    [InlineData("avocado", "bird", "emergency")]
    [InlineData("xylitol", "cat", "undocumented")]
    [InlineData("carrots", "dog", "accepted")]
    [InlineData("apple with raisins", "dog", "emergency")]
    [InlineData("peanut butter", "dog", "accepted")]
    [InlineData("carrots", "cat", "unknown")]
    [InlineData("durian", "dog", "unknown")]
    [InlineData("choclate", "dog", "danger")]
    [InlineData("rasins", "dog", "emergency")]
    [InlineData("ibuprofin", "dog", "emergency")]
    [InlineData("carot", "dog", "unknown")]
    public void Items_are_found_as_people_call_them(string item, string species, string verdict) =>
        Assert.Equal(verdict, FoodAnswer.Of(item, species, country: null).Verdict);

    [Fact]
    public void Every_name_is_found_and_every_source_named()
    {
        foreach (var food in Food.All)
        {
            Assert.NotEmpty(food.Sources);
            foreach (var name in food.Names)
                Assert.Equal(food.Name, FoodFinder.Find(name, food.Severity.Keys.First())?.Name);
        }
    }

    [Fact]
    public void A_letter_wrong_never_makes_a_harmful_item_an_accepted_one()
    {
        var harmful = Food.All.Where(food => food.IsHarmful)
            .SelectMany(food => food.Names).Where(name => name.Length > 3).ToArray();
        Gen.Select(Gen.Int[0, harmful.Length - 1], Gen.Int[0, 40], Gen.Char['a', 'z']).Sample(
            (which, place, letter) =>
            {
                var name = harmful[which];
                var at = place % name.Length;
                var wrong = name[..at] + letter + name[(at + 1)..];
                return FoodAnswer.Of(wrong, "dog", country: null).Verdict != Verdicts.Accepted;
            },
            iter: 2_000);
    }

    [Fact]
    public void No_text_breaks_it_and_none_is_called_safe() => Gen.String.Sample(
        text => !FoodAnswer.Of(text, "dog", "GB").Advice.Contains("safe", StringComparison.OrdinalIgnoreCase)
            || text.Contains("safe", StringComparison.OrdinalIgnoreCase),
        iter: 2_000);

    [Fact]
    public async Task A_pet_and_its_households_country_are_taken_into_account()
    {
        var home = await CareHome.CreateAsync(api);
        await api.ExecuteAsync($"update household set country = 'GB' where id = '{home.Home.Id}'");
        var luna = home.Pet("Luna").Id;
        var answer = await home.GetAsync<FoodSafetyResponse>($"/api/v1/food-safety?item=lily&petId={luna}");
        Assert.Equal(("cat", "emergency"), (answer.Species, answer.Verdict));
        Assert.Equal("01202 509000", Assert.Single(answer.PoisonLines).Phone);
        using var missing = await home.Client.GetAsync("/api/v1/food-safety?item=lily", Ct);
        await missing.ProblemAsync(Problems.InvalidRequest);
        using var stranger = await home.Client.GetAsync($"/api/v1/food-safety?item=lily&petId={Guid.NewGuid()}", Ct);
        await stranger.ProblemAsync(Problems.PetUnknown);
    }

    [Theory]
    [InlineData("can dogs have grapes", "Grapes and a dog: an emergency")]
    [InlineData("is chocolate bad for Luna", "Chocolate and a cat: dangerous")]
    public async Task It_is_told_by_voice_and_ends_with_whom_to_call(string text, string reply)
    {
        var home = await CareHome.CreateAsync(api);
        using var said = await home.Client.PostAsJsonAsync("/api/v1/voice/commands", new { text }, Ct);
        var answer = (await said.Content.ReadFromJsonAsync<VoiceCommandResponse>(Ct))!;
        Assert.StartsWith(reply, answer.Reply, StringComparison.Ordinal);
        Assert.EndsWith("call your vet or a poison line.", answer.Reply, StringComparison.Ordinal);
    }
}

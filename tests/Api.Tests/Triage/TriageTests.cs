using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Commands;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Triage;
using PawPal.Contracts.Care;
using PawPal.Contracts.Contacts;
using PawPal.Contracts.Triage;
using PawPal.Understanding;

namespace PawPal.Api.Tests.Triage;

public sealed class TriageTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string?> Signs => new()
    {
        { "dog", "she is struggling to breathe", "breathing" },
        { "dog", "he had a siezure this morning", "seizure" },
        { "cat", "cannot pee and cries", "cannot-urinate" },
        { "cat", "chewed on a lily", "lily-cat" },
        { "dog", "blood in his pee", "blood" },
        { "rabbit", "not eating since this morning", "rabbit-not-eating" },
        { "rabbit", "no droppings", "rabbit-not-eating" },
        { "dog", "ate some dark chocolate", "eaten" },
        { "dog", "was hit by a car", "fracture" },
        { "dog", "his belly is swollen and he retches without bringing anything up", "bloat" },
        { "dog", "choking", "breathing" },
        { "dog", "a bit itchy", null },
        { "dog", "no seizure", null },
    };

    [Theory]
    [MemberData(nameof(Signs))]
    public void Each_sign_finds_its_rule(string species, string signs, string? rule)
    {
        var fired = Assessment.Of(new TriageCase(species, signs) { AgeMonths = 48 });
        Assert.Equal(rule, fired is [var first, ..] ? first.Id : null);
        Assert.Equal(rule is null ? "yellow" : "red", Assessment.LevelOf(fired));
    }

    [Fact]
    public void Numbers_decide_at_their_edges()
    {
        var cat = new TriageCase("cat", "asleep") { AgeMonths = 60 };
        Assert.Empty(Assessment.Of(cat with { HoursSinceAte = 47.9m }));
        Assert.Equal("cat-not-eating", Assert.Single(Assessment.Of(cat with { HoursSinceAte = 48 })).Id);
        Assert.Equal(
            "cat-young-old-not-eating", Assert.Single(Assessment.Of(cat with
            {
                HoursSinceAte = 24,
                AgeMonths = 6
            })).Id);
        Assert.Equal(
            "cat-young-old-not-eating", Assert.Single(Assessment.Of(cat with
            {
                HoursSinceAte = 24,
                AgeMonths = null
            })).Id);
        Assert.Equal("green", Assessment.LevelOf(Assessment.Of(cat with { Breaths = 30 })));
        Assert.Equal("breathing-rate", Assessment.Of(cat with { Breaths = 31 })[0].Id);
        Assert.Equal("breathing-baseline", Assessment.Of(cat with { Breaths = 26, UsualBreaths = 20 })[0].Id);
        Assert.Equal("green", Assessment.LevelOf(Assessment.Of(cat with { Breaths = 25, UsualBreaths = 20 })));
    }

    [Fact]
    public void Once_is_watched_twice_is_called_about_and_with_other_signs_it_is_an_emergency()
    {
        var dog = new TriageCase("dog", "threw up") { AgeMonths = 48 };
        Assert.Equal("yellow", Assessment.LevelOf(Assessment.Of(dog)));
        Assert.Equal("green", Assessment.LevelOf(Assessment.Of(dog with { Times = 1 })));
        Assert.Equal("yellow", Assessment.LevelOf(Assessment.Of(dog with { Times = 2 })));
        Assert.Equal("red", Assessment.LevelOf(Assessment.Of(dog with
        {
            Signs = "threw up and won't eat",
            Times = 2
        })));
        Assert.Equal("yellow", Assessment.LevelOf(Assessment.Of(dog with { Times = 1, AgeMonths = null })));
        Assert.Equal(
            "nsaid-signs", Assessment.Of(dog with { Times = 1, Medicines = ["Metacam"] })[0].Id);
        Assert.Equal(
            "insulin-low-sugar", Assessment.Of(dog with { Signs = "wobbly", Medicines = ["Caninsulin"] })[0].Id);
    }

    // What understanding makes of the words for a sign: an emergency must not get lost on the way.
    [Theory]
    [InlineData("breathing difficulty", "red")]
    [InlineData("choking", "red")]
    [InlineData("blood in urine", "red")]
    [InlineData("straining to urinate", "red")]
    [InlineData("seizure", "red")]
    [InlineData("collapse", "red")]
    [InlineData("bloating", "red")]
    [InlineData("wobbly", "red")]
    [InlineData("poisoned", "red")]
    [InlineData("bleeding", "yellow")]
    [InlineData("pain", "yellow")]
    [InlineData("not eating", "yellow")]
    public void The_labels_of_signs_have_their_rule(string label, string level)
    {
        var fired = Assessment.Of(new TriageCase("dog", label));
        Assert.NotEmpty(fired);
        Assert.Equal(level, Assessment.LevelOf(fired));
    }

    [Theory]
    [InlineData("vomited once and has a strange lump")]
    [InlineData("threw up, and her ear smells")]
    public void A_sign_that_no_rule_knows_keeps_a_mild_one_from_being_green(string signs) => Assert.Equal(
        "yellow", Assessment.LevelOf(Assessment.Of(new TriageCase("dog", signs) { AgeMonths = 48, Times = 1 })));

    [Theory]
    [InlineData("vomited once this morning")]
    [InlineData("Max threw up a bit after his dinner")]
    public void What_only_says_who_and_when_is_no_further_sign(string signs) => Assert.Equal(
        "green",
        Assessment.LevelOf(Assessment.Of(
            new TriageCase("dog", signs) { Name = "Max", AgeMonths = 48, Times = 1 })));

    [Fact]
    public async Task Red_tells_whom_to_call_and_what_to_tell_them()
    {
        var home = await CareHome.CreateAsync(api);
        await PostAsync(home, "contacts", new AddContactRequest("vet", "Dr. Paws"));
        await PostAsync(home, "contacts", new AddContactRequest("clinic", "Night clinic", TakesEmergencies: true));
        await PostAsync(home, "care/events", new LogCareRequest([home.Pet("Max").Id], "weight", Weight: 12.5m));
        await PostAsync(home, "care/events", new LogCareRequest([home.Pet("Max").Id], "medication",
            Medication: "Apoquel"));
        await PostAsync(home, "care/events", new LogCareRequest([home.Pet("Max").Id], "symptom", What: "limping"));
        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/triage", new TriageRequest(home.Pet("Max").Id, "he collapsed"), Ct);
        var said = (await answer.Content.ReadFromJsonAsync<TriageResponse>(Ct))!;
        Assert.Equal(("red", "collapse"), (said.Level, said.Rules[0].Id));
        Assert.NotEmpty(said.Rules[0].Sources);
        Assert.Equal(["Night clinic", "Dr. Paws"], said.Emergency!.Contacts.Select(contact => contact.Name));
        Assert.NotEmpty(said.Emergency.PoisonLines);
        Assert.Equal(12.5m, said.Emergency.Summary.WeightKg);
        foreach (var part in (string[])["Max, dog", "12.5 kilograms", "Apoquel", "limping", "Last fed: not known"])
            Assert.Contains(part, said.Emergency.Summary.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_signs_are_never_green_and_a_strangers_pet_is_unknown()
    {
        var home = await CareHome.CreateAsync(api);
        var other = await CareHome.CreateAsync(api);
        using var answer = await home.Client.PostAsJsonAsync(
            "/api/v1/triage", new TriageRequest(home.Pet("Max").Id, "looks at me oddly"), Ct);
        var said = (await answer.Content.ReadFromJsonAsync<TriageResponse>(Ct))!;
        Assert.Equal(("yellow", 0), (said.Level, said.Rules.Count));
        Assert.Contains("no checked rule", said.Advice, StringComparison.Ordinal);
        using var stranger = await home.Client.PostAsJsonAsync(
            "/api/v1/triage", new TriageRequest(other.Pet("Max").Id, "collapsed"), Ct);
        await stranger.ProblemAsync(Problems.PetUnknown);
    }

    [Fact]
    public async Task A_sign_that_is_logged_by_voice_is_warned_of_when_it_is_urgent()
    {
        var home = await CareHome.CreateAsync(api);
        var urgent = await home.RunAsync(Intents.LogSymptom, new Slots { Pets = ["Max"], Symptom = "seizure" });
        Assert.EndsWith("Call a vet now.", Assert.IsType<CommandOutcome.Done>(urgent).Reply, StringComparison.Ordinal);
        var choking = await home.RunAsync(Intents.LogSymptom, new Slots { Pets = ["Max"], Symptom = "choking" });
        Assert.EndsWith("Call a vet now.", Assert.IsType<CommandOutcome.Done>(choking).Reply, StringComparison.Ordinal);
        await PostAsync(home, "care/events", new LogCareRequest(
            [home.Pet("Luna").Id], "medication", Medication: "Caninsulin"));
        var wobbly = await home.RunAsync(Intents.LogSymptom, new Slots { Pets = ["Luna"], Symptom = "wobbly" });
        Assert.Contains("insulin", Assert.IsType<CommandOutcome.Done>(wobbly).Reply, StringComparison.Ordinal);
        var other = await home.RunAsync(Intents.LogSymptom, new Slots { Pets = ["Max"], Symptom = "limping" });
        Assert.EndsWith("gets worse, call your vet.", Assert.IsType<CommandOutcome.Done>(other).Reply,
            StringComparison.Ordinal);
    }

    private static async Task PostAsync<T>(CareHome home, string path, T body)
    {
        using var answer = await home.Client.PostAsJsonAsync($"/api/v1/{path}", body, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}

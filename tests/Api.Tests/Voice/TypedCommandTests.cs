using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Tests.Voice;

/// <summary>Sentences in, replies and rows out: the whole way but for the microphone.</summary>
public sealed class TypedCommandTests(VoiceFixture api) : IClassFixture<VoiceFixture>
{
    [Theory]
    [InlineData("I just fed Luna half a tin of salmon", "Fed Luna half a tin of salmon, just now.", 1)]
    [InlineData("Walked Max for thirty minutes.", "Walked Max for 30 minutes, just now.", 1)]
    [InlineData("Gave Max half a tablet of apoquel", "Gave Max half a tablet of apoquel, just now.", 1)]
    [InlineData("Bella weighs 12.4 kilos", "Noted the weight of Bella: 12.4 kilograms, just now.", 1)]
    [InlineData("Bella did a poo", "Noted for Bella: poo, just now.", 1)]
    [InlineData("Gave Bella a bath", "Noted for Bella: bath, just now.", 1)]
    [InlineData("how many walks did Max get this week", "There is no walk on record for Max", 0)]
    [InlineData("has anyone fed Luna?", "There is no feeding on record for Luna yet.", 0)]
    [InlineData("undo", "You have logged nothing in the last 24 hours that I could take back.", 0)]
    public async Task A_sentence_is_understood_written_and_answered(string sentence, string reply, int rows)
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync(sentence);
        var command = await answer.ReadCommandAsync();
        Assert.Equal(sentence, command.Transcript);
        Assert.StartsWith(reply, command.Reply, StringComparison.Ordinal);
        Assert.Equal(rows, command.Events.Count);
        Assert.Equal(rows > 0, command.UndoToken is not null);
        Assert.Equal(rows, await home.CountAsync());
    }

    [Fact]
    public async Task Two_acts_in_a_sentence_are_one_command()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("Walked Bella for 20 minutes and fed Luna a pouch of tuna");
        var command = await answer.ReadCommandAsync();
        Assert.Equal(2, command.Events.Count);
        using var undone = await home.Client.SendAsync(
            "/api/v1/care/undo", JsonContent.Create(new UndoRequest(command.UndoToken!)));
        var taken = await undone.Content.ReadFromJsonAsync<UndoResponse>(TestContext.Current.CancellationToken);
        Assert.Equal(2, taken!.Events.Count);
        var page = await home.GetAsync<CareEventPage>("/api/v1/care/events");
        Assert.Empty(page.Events);
    }

    [Fact]
    public async Task What_is_not_about_pets_is_declined_kindly()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("what is the capital of France");
        var command = await answer.ReadCommandAsync();
        Assert.Equal("out_of_scope", Assert.Single(command.Understood).Intent);
        Assert.Contains("pets", command.Reply, StringComparison.Ordinal);
        Assert.Contains("help", command.Reply, StringComparison.Ordinal);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_handover_is_told_and_written_nowhere()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("brief mum on Luna's medication");
        var command = await answer.ReadCommandAsync();
        Assert.Equal("handover_summary", Assert.Single(command.Understood).Intent);
        Assert.StartsWith("Nothing was logged in the last 24 hours.", command.Reply, StringComparison.Ordinal);
        Assert.Null(command.UndoToken);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_hello_is_answered()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("good morning");
        var command = await answer.ReadCommandAsync();
        Assert.Matches("^(Hello|Hi)", command.Reply);
    }

    [Fact]
    public async Task Help_gives_examples_with_the_households_names()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("help");
        var command = await answer.ReadCommandAsync();
        Assert.Contains("Walked Bella", command.Reply, StringComparison.Ordinal);
        Assert.Contains("Luna", command.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ambiguous_pet_is_asked_for_and_nothing_is_written()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("I walked the dog for twenty minutes");
        var command = await answer.ReadCommandAsync();
        Assert.Equal("Which pet: Bella or Max?", command.Reply);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_rabbit_of_500_kilograms_is_declined()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("Pip weighs 500 kg");
        Assert.StartsWith("500 kilograms is too much for a rabbit", (await answer.ReadCommandAsync()).Reply,
            StringComparison.Ordinal);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task The_same_key_and_sentence_get_the_same_answer_and_one_row()
    {
        var home = await CareHome.CreateAsync(api);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => TypeUntilServedAsync(home.Client, "fed Luna", "one-key")));
        var bodies = await Task.WhenAll(
            answers.Select(a => a.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Single(bodies.Distinct(StringComparer.Ordinal));
        Assert.Equal((1, 1), (await home.CountAsync(), await home.CountAsync("idempotency_key")));

        using var other = await home.Client.TypeAsync("fed Max", "one-key");
        await other.ReadProblemAsync(422, "idempotency-key-reused");
        using var asked = await home.Client.TypeAsync("has anyone fed Luna?", "another-key");
        Assert.True(asked.IsSuccessStatusCode);
        Assert.Equal(1, await home.CountAsync());
    }

    /// <summary>As a client should: 503 is asked again with the same key, until a connection is free.</summary>
    private static async Task<HttpResponseMessage> TypeUntilServedAsync(HttpClient client, string text, string key)
    {
        while (true)
        {
            var answer = await client.TypeAsync(text, key);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                return answer;
            answer.Dispose();
        }
    }

    [Fact]
    public async Task A_pet_that_has_just_come_is_known_at_once()
    {
        var home = await CareHome.CreateAsync(api);
        using var before = await home.Client.TypeAsync("fed Luna");
        using var added = await home.Client.SendAsync(
            "/api/v1/pets", JsonContent.Create(new AddPetRequest("Biscuit", "hamster")));
        Assert.True(added.IsSuccessStatusCode);
        using var answer = await home.Client.TypeAsync("fed Biscuit");
        Assert.Equal("Fed Biscuit, just now.", (await answer.ReadCommandAsync()).Reply);
    }

    [Fact]
    public async Task A_pet_that_came_behind_the_caches_back_is_known_too()
    {
        var home = await CareHome.CreateAsync(api);
        using var before = await home.Client.TypeAsync("fed Luna");
        await api.Stores.ExecuteAsync(api.Database, $"""
            insert into pet (id, household_id, name, species, created_at)
            values (gen_random_uuid(), '{home.Home.Id}', 'Zephyr', 'cat', now())
            """);
        using var answer = await home.Client.TypeAsync("fed Zephyr");
        Assert.Equal("Fed Zephyr, just now.", (await answer.ReadCommandAsync()).Reply);
    }

    [Fact]
    public async Task A_viewer_is_told_that_only_others_may_log()
    {
        var home = await CareHome.CreateAsync(api);
        await api.Stores.ExecuteAsync(
            api.Database, $"update membership set role = 'viewer' where household_id = '{home.Home.Id}'");
        using var logging = await home.Client.TypeAsync("fed Luna");
        await logging.ReadProblemAsync(403, "role-too-low");
        using var asking = await home.Client.TypeAsync("has anyone fed Luna?");
        Assert.True(asking.IsSuccessStatusCode);
        Assert.Equal(0, await home.CountAsync());
    }
}

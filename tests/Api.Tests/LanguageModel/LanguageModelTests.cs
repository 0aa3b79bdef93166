using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Tests.Voice;
using PawPal.Contracts.Voice;
using PawPal.Testing.Fakes;

namespace PawPal.Api.Tests.LanguageModel;

/// <summary>The API with a chat model that says what a test wants.</summary>
public sealed class ModelFixture(Stores stores) : ApiFixture(stores), IAsyncLifetime
{
    public ChatPeer Model { get; private set; } = null!;

    public new async ValueTask InitializeAsync()
    {
        Model = await ChatPeer.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Model.DisposeAsync();
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["LanguageModel:Url"] = Model.Address.AbsoluteUri,
            ["LanguageModel:Limit"] = "00:00:02",
        });
    }
}

/// <summary>A chat model is asked about what nothing else understood, and believed only within our schema.</summary>
public sealed class LanguageModelTests(ModelFixture api) : IClassFixture<ModelFixture>
{
    private const string Odd = "the furry overlord Max received tribute from the tin";

    [Fact]
    public async Task What_nothing_else_understood_is_asked_and_done()
    {
        var home = await CareHome.CreateAsync(api);
        api.Model.Answer = """{"frames":[{"intent":"log_feeding","slots":{"pets":["Max"],"food":"tuna"}}]}""";
        var done = await SayAsync(home, Odd);
        var fed = Assert.Single(done.Events);
        Assert.Equal(("Max", "tuna"), (fed.Pet, fed.Food));
        Assert.Contains("furry overlord", api.Model.LastRequest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clear_command_is_never_asked_about()
    {
        var home = await CareHome.CreateAsync(api);
        var before = api.Model.Asked;
        await SayAsync(home, "fed Max two cups of kibble");
        await SayAsync(home, "who fed Max");
        await SayAsync(home, "he ate");
        Assert.Equal(before, api.Model.Asked);
    }

    [Theory]
    [InlineData("I would say he was fed.")]
    [InlineData("""{"frames":[]}""")]
    [InlineData("""{"frames":[{"intent":"drop_table","slots":{}}]}""")]
    [InlineData("""{"frames":[{"intent":"log_feeding","slots":{"pets":["Rex"]}}]}""")]
    [InlineData("""{"frames":[{"intent":"log_feeding","slots":{"pets":["Max"],"amount":-2}}]}""")]
    [InlineData("""{"frames":[{"intent":"log_feeding","slots":{"pets":["Max"],"when":"2199-01-01T00:00"}}]}""")]
    [InlineData("""{"frames":[{"intent":"log_feeding","slots":{"pets":["Max"],"password":"x"}}]}""")]
    [InlineData("""{"frames":[{"intent":"log_feeding","slots":{"pets":["Max"]}},{"intent":"nonsense"}]}""")]
    public async Task What_breaks_the_schema_is_not_believed(string answer)
    {
        var home = await CareHome.CreateAsync(api);
        api.Model.Answer = answer;
        var refused = await SayAsync(home, Odd);
        Assert.Equal("out_of_scope", Assert.Single(refused.Understood).Intent);
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_log_without_a_pet_asks_which()
    {
        var home = await CareHome.CreateAsync(api);
        api.Model.Answer = """{"frames":[{"intent":"log_feeding","slots":{"food":"tuna"}}]}""";
        var asked = await SayAsync(home, "the furry overlord received tribute from the tin");
        Assert.Empty(asked.Events);
        var answered = await SayAsync(home, "Luna");
        Assert.Equal("Luna", Assert.Single(answered.Events).Pet);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(0)]
    public async Task A_model_that_is_down_or_slow_changes_nothing(int status)
    {
        var home = await CareHome.CreateAsync(api);
        api.Model.InsteadOfAnswering = status == 0
            ? async context => await Task.Delay(Timeout.Infinite, context.RequestAborted)
            : context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            };
        try
        {
            var refused = await SayAsync(home, Odd);
            Assert.Equal("out_of_scope", Assert.Single(refused.Understood).Intent);
        }
        finally
        {
            api.Model.InsteadOfAnswering = null;
        }
    }

    private static async Task<VoiceCommandResponse> SayAsync(CareHome home, string text)
    {
        using var answer = await home.Client.TypeAsync(text);
        return await answer.ReadCommandAsync();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Voice;
using PawPal.Contracts.Voice;
using PawPal.Testing;

namespace PawPal.Api.Tests.Voice;

/// <summary>The API with the speech service as it is delivered: pocketsphinx hears, espeak-ng speaks.</summary>
public sealed class RealSpeechFixture(Stores stores) : ApiFixture(stores), IAsyncLifetime
{
    public SpeechProcess Speech { get; private set; } = null!;

    public new async ValueTask InitializeAsync()
    {
        Speech = await SpeechProcess.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Speech.DisposeAsync();
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // By service discovery, as in the model.
            ["services:speech:http:0"] = Speech.Address.AbsoluteUri,
            ["Speech:RecogniseLimit"] = "00:02:00",
        });
    }
}

public sealed class RealSpeechTests(RealSpeechFixture api) : IClassFixture<RealSpeechFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_spoken_feeding_is_written_asked_for_by_voice_and_answered_by_voice()
    {
        var home = await CareHome.CreateAsync(api);
        using var said = await home.Client.SayAsync(await Speaker.FliteAsync("I fed Luna."), key: "said");
        var command = await said.ReadCommandAsync();
        Assert.Equal((false, "Fed Luna, just now."), (command.Unsure, command.Reply));
        Assert.Equal(1, await home.CountAsync());
        using var again = await home.Client.TypeAsync("has anyone fed Luna?");
        Assert.Equal("Luna was last fed just now, by you.", (await again.ReadCommandAsync()).Reply);

        using var asked = await home.Client.SayAsync(
            await Speaker.FliteAsync("Has anyone fed Luna?"), accept: "audio/wav");
        Assert.Equal("audio/wav", asked.Content.Headers.ContentType?.MediaType);
        Assert.Null(WavAudio.Read(await asked.Content.ReadAsByteArrayAsync(Ct), out var reply));
        Assert.InRange(reply.Duration.TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task Noise_is_no_words()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.SayAsync(WavBytes.Noise(4));
        await answer.ReadProblemAsync(422, "no-words-heard");
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task Speech_killed_in_the_middle_of_a_request_is_said()
    {
        var home = await CareHome.CreateAsync(api);
        var recording = await Speaker.FliteAsync("I fed Luna.");
        await api.Speech.FreezeAsync();
        var saying = home.Client.SayAsync(recording, key: "k");
        await api.Speech.CalledAsync();
        await api.Speech.KillAsync();
        using (var broken = await saying)
            Assert.Equal("Voice is down right now. Typing still works.",
                await broken.ReadProblemAsync(503, "voice-down"));

        using (var refused = await home.Client.SayAsync(recording, key: "k"))
            await refused.ReadProblemAsync(503, "voice-down");
        var status = await home.GetAsync<VoiceStatusResponse>("/api/v1/voice/status");
        Assert.Equal((false, "Voice is down right now. Typing still works."), (status.Available, status.Detail));
        Assert.Equal((0, 0), (await home.CountAsync(), await home.CountAsync("idempotency_key")));
        using (var typed = await home.Client.TypeAsync("fed Luna"))
            Assert.Equal("Fed Luna, just now.", (await typed.ReadCommandAsync()).Reply);

        await api.Speech.StartAgainAsync();
        using var heard = await home.Client.SayAsync(recording, key: "k");
        Assert.Equal("Fed Luna, just now.", (await heard.ReadCommandAsync()).Reply);
    }
}

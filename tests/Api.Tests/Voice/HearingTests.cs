using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using PawPal.Api.Tests.Commands;
using PawPal.Api.Voice;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Tests.Voice;

/// <summary>What becomes of what the recogniser heard, trusted or not, or did not answer.</summary>
public sealed class HearingTests(VoiceFixture api) : IClassFixture<VoiceFixture>
{
    private const string Down = "Voice is down right now. Typing still works.";

    private static readonly byte[] Recording = WavBytes.Tone(1, 44_100, 2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trusted_recording_is_acted_on()
    {
        var home = await HomeAsync(text: "fed luna half a tin of salmon");
        using var answer = await home.Client.SayAsync(Recording);
        var command = await answer.ReadCommandAsync();
        Assert.Equal("fed luna half a tin of salmon", command.Transcript);
        Assert.Equal("Fed Luna half a tin of salmon, just now.", command.Reply);
        Assert.False(command.Unsure);
        Assert.NotNull(command.UndoToken);
        Assert.Equal(1, await home.CountAsync());
    }

    [Fact]
    public async Task The_recogniser_gets_a_plain_mono_file_and_the_households_words()
    {
        var home = await HomeAsync();
        using var answer = await home.Client.SayAsync(Recording);
        Assert.Null(WavAudio.Read(api.Speech.LastFile, out var audio));
        Assert.Equal((44_100, 1), (audio.Rate, audio.Channels));
        Assert.Equal("Bella, Max, Luna, Mochi (moh chee), Mr. Whiskers, Pip", api.Speech.LastPrompt);
    }

    [Theory]
    [InlineData("", -0.1, 0.1)]
    [InlineData("fed luna", -0.1, 0.6)]
    [InlineData("fed luna", -0.1, 1)]
    public async Task Where_no_words_were_heard_nothing_is_written(string text, double logProbability, double noSpeech)
    {
        var home = await HomeAsync(text, logProbability, noSpeech);
        using var answer = await home.Client.SayAsync(WavBytes.Noise(3));
        await answer.ReadProblemAsync(422, "no-words-heard");
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_yes_confirms_what_was_doubted_and_a_no_drops_it()
    {
        var home = await HomeAsync("fed luna", -2);
        using (var doubted = await home.Client.SayAsync(Recording))
            Assert.True((await doubted.ReadCommandAsync()).Unsure);
        using (var no = await home.Client.TypeAsync("no"))
            await no.ReadCommandAsync();
        Assert.Equal(0, await home.CountAsync());
        using (var doubted = await home.Client.SayAsync(Recording))
            await doubted.ReadCommandAsync();
        using (var yes = await home.Client.TypeAsync("yes"))
            Assert.Equal("Luna", Assert.Single((await yes.ReadCommandAsync()).Events).Pet);
        Assert.Equal(1, await home.CountAsync());
    }

    [Fact]
    public async Task A_yes_to_what_was_heard_is_no_yes_to_a_second_dose()
    {
        var home = await HomeAsync("gave luna her insulin", -2);
        using (var first = await home.Client.TypeAsync("gave luna her insulin"))
            await first.ReadCommandAsync();
        using (var doubted = await home.Client.SayAsync(Recording))
            await doubted.ReadCommandAsync();
        using (var yes = await home.Client.TypeAsync("yes"))
        {
            var asked = await yes.ReadCommandAsync();
            Assert.True(asked.AsksYes);
            Assert.Empty(asked.Events);
        }

        Assert.Equal(1, await home.CountAsync());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-7.5)]
    public async Task What_the_recogniser_doubts_is_asked_and_not_written(double logProbability)
    {
        var home = await HomeAsync("fed luna", logProbability);
        using var answer = await home.Client.SayAsync(Recording);
        var command = await answer.ReadCommandAsync();
        Assert.True(command.Unsure);
        Assert.Equal("Did you say: fed luna?", command.Reply);
        Assert.NotEmpty(command.Understood);
        Assert.Empty(command.Events);
        Assert.Null(command.UndoToken);
        Assert.Equal(0, await home.CountAsync());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    [InlineData(302)]
    public async Task A_recogniser_that_fails_is_said_to_be_down(int status)
    {
        var home = await HomeAsync();
        api.Speech.InsteadOfHearing = http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        await AssertDownAsync(home);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_said_at_once()
    {
        var home = await HomeAsync();
        api.Speech.InsteadOfHearing = async http =>
        {
            await http.Response.StartAsync(Ct);
            await http.Response.Body.WriteAsync("{\"text\":\"fed"u8.ToArray(), Ct);
            await http.Response.Body.FlushAsync(Ct);
            http.Abort();
        };
        await AssertDownAsync(home);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{\"text\":7}")]
    [InlineData("null")]
    public async Task An_answer_that_makes_no_sense_is_no_answer(string body)
    {
        var home = await HomeAsync();
        api.Speech.InsteadOfHearing = http =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body), Ct).AsTask();
        };
        await AssertDownAsync(home);
    }

    [Fact]
    public async Task A_slow_recogniser_is_waited_for_and_holds_no_transaction()
    {
        var home = await HomeAsync("fed luna");
        var asked = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        api.Speech.InsteadOfHearing = async http =>
        {
            asked.SetResult();
            await goOn.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
            await http.Response.WriteAsJsonAsync(new { text = "fed luna" }, Ct);
        };
        var saying = home.Client.SayAsync(Recording, key: "slow");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        Assert.Equal(0, await api.ScalarAsync<long>(
            $"""
            select count(*) from pg_stat_activity
            where datname = '{api.Database}' and state like 'idle in transaction%'
            """));
        goOn.SetResult();
        using var answer = await saying;
        Assert.Equal("Fed Luna, just now.", (await answer.ReadCommandAsync()).Reply);
    }

    [Fact]
    public async Task Voice_status_tells_whether_speech_answers()
    {
        var home = await HomeAsync();
        var up = await home.GetAsync<VoiceStatusResponse>("/api/v1/voice/status");
        Assert.Equal((true, "Voice is ready."), (up.Available, up.Detail));
    }

    [Fact]
    public async Task The_reply_is_spoken_when_speech_is_accepted()
    {
        var home = await HomeAsync("fed luna");
        using var answer = await home.Client.SayAsync(Recording, accept: "audio/wav");
        Assert.Equal("audio/wav", answer.Content.Headers.ContentType?.MediaType);
        Assert.Null(WavAudio.Read(await answer.Content.ReadAsByteArrayAsync(Ct), out _));
        Assert.Equal("Fed Luna, just now.", api.Speech.LastSpoken);
        var token = Assert.Single(answer.Headers.GetValues("PawPal-Undo-Token"));
        using var undone = await home.Client.SendAsync(
            "/api/v1/care/undo", JsonContent.Create(new { undoToken = token }));
        Assert.True(undone.IsSuccessStatusCode);
        Assert.DoesNotContain(
            answer.Headers.SelectMany(h => h.Value),
            value => value.Contains("luna", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_reply_that_cannot_be_spoken_is_written_out_and_the_write_is_told()
    {
        var home = await HomeAsync("fed luna");
        api.Speech.InsteadOfSpeaking = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        using var answer = await home.Client.SayAsync(Recording, accept: "audio/wav");
        Assert.Equal("unavailable", Assert.Single(answer.Headers.GetValues("PawPal-Speech")));
        var command = await answer.ReadCommandAsync();
        Assert.Equal("Fed Luna, just now.", command.Reply);
        Assert.NotNull(command.UndoToken);
        Assert.Equal(1, await home.CountAsync());
    }

    [Fact]
    public async Task Text_is_read_aloud_on_request()
    {
        var home = await HomeAsync();
        using var spoken = await home.Client.SendAsync(
            "/api/v1/voice/speech", JsonContent.Create(new SpeakRequest("Good night, Luna.")));
        Assert.Equal("audio/wav", spoken.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Good night, Luna.", api.Speech.LastSpoken);
        using var tooLong = await home.Client.SendAsync(
            "/api/v1/voice/speech", JsonContent.Create(new SpeakRequest(new string('a', 501))));
        await tooLong.ReadProblemAsync(400);
        api.Speech.InsteadOfSpeaking = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        using var down = await home.Client.SendAsync(
            "/api/v1/voice/speech", JsonContent.Create(new SpeakRequest("Good night, Luna.")));
        Assert.Equal(Down, await down.ReadProblemAsync(503, "voice-down"));
    }

    private async Task AssertDownAsync(CareHome home)
    {
        using var answer = await home.Client.SayAsync(Recording, key: "k");
        Assert.Equal(Down, await answer.ReadProblemAsync(503, "voice-down"));
        Assert.True(answer.Headers.Contains("Retry-After"));
        Assert.Equal((0, 0), (await home.CountAsync(), await home.CountAsync("idempotency_key")));
    }

    private async Task<CareHome> HomeAsync(
        string text = "fed luna", double logProbability = -0.1, double noSpeech = 0.05)
    {
        api.Speech.Restore();
        (api.Speech.Text, api.Speech.AverageLogProbability, api.Speech.NoSpeechProbability) =
            (text, logProbability, noSpeech);
        return await CareHome.CreateAsync(api);
    }
}

using PawPal.Testing;

namespace PawPal.Speech.Tests.Transcription;

public sealed class RecognitionTests(SharedSpeechServer shared)
{
    [Theory]
    [InlineData("I fed Bella half a cup of kibble", "i fed Bella half a cup of kibble")]
    [InlineData("just walked Max and Bella for thirty minutes", "just walked Max and Bella for thirty minutes")]
    [InlineData("Max had his heartworm pill at seven", "Max had his heartworm pill at seven")]
    [InlineData("Luna weighs four point one kilos", "Luna weighs four point one kilos")]
    [InlineData("when was Luna last fed", "when was Luna last fed")]
    [InlineData("mister whiskers had his breakfast", "Mr. Whiskers had his breakfast")]
    [InlineData("undo that", "undo that")]
    [InlineData("what can I say", "what can i say")]
    public async Task A_covered_command_comes_back_word_for_word(string said, string expected)
    {
        var heard = await shared.Server.HearAsync(await Speaker.FliteAsync(said));

        Assert.Equal(expected, heard.Text);
        Assert.True(heard.IsTrusted);
    }

    [Theory]
    [InlineData("the weather will be sunny with a light breeze tomorrow afternoon")]
    [InlineData("please turn off the kitchen lights and lock the front door")]
    [InlineData("interest rates rose again according to the central bank")]
    [InlineData("the football match was cancelled because of heavy rain")]
    public async Task A_sentence_about_something_else_is_not_believed(string said)
    {
        var heard = await shared.Server.HearAsync(await Speaker.FliteAsync(said));

        Assert.False(heard.IsTrusted, heard.Text);
    }

    [Theory]
    [InlineData("silence", 5)]
    [InlineData("white", 60)]
    [InlineData("brown", 60)]
    [InlineData("melody", 20)]
    public async Task Sound_without_speech_is_not_heard(string kind, int seconds)
    {
        var heard = await shared.Server.HearAsync(Sounds.Wav(Sounds.Make(kind, seconds)));

        Assert.Equal("", heard.Text);
        Assert.InRange(heard.NoSpeechProbability, 0.6, 1);
        Assert.Equal(seconds, heard.Duration, 0.01);
    }

    [Fact]
    public async Task A_name_is_heard_by_its_second_pronunciation()
    {
        const string Prompt = "Xiqk (moh chee), Bella";

        var recording = await Speaker.FliteAsync("I fed moh chee half a cup of kibble");
        var heard = await shared.Server.HearAsync(recording, Prompt);

        Assert.Equal("i fed Xiqk half a cup of kibble", heard.Text);
        Assert.True(heard.IsTrusted);
    }

    [Fact]
    public async Task The_same_recording_gives_the_same_words_whatever_came_before()
    {
        var command = await Speaker.FliteAsync("Bella had half a cup of kibble at seven");
        var first = await shared.Server.HearAsync(command);
        _ = await shared.Server.HearAsync(await Speaker.FliteAsync("the coffee machine in the office is broken again"));

        Assert.Equal(first, await shared.Server.HearAsync(command));
    }

    [Fact]
    public async Task Stereo_at_another_rate_is_heard_as_well()
    {
        var sound = PawPal.Speech.Audio.WavReader.Read(await Speaker.FliteAsync("has anyone fed Luna"));
        var louder = PawPal.Speech.Audio.Resampler.To(44_100, sound);

        var heard = await shared.Server.HearAsync(Sounds.Wav(louder.Samples, louder.Rate, channels: 2));

        Assert.Equal("has anyone fed Luna", heard.Text);
    }

    [Fact]
    public async Task Many_at_once_each_get_their_own_words()
    {
        string[] said = ["has anyone fed Luna", "did Max have his pill", "walked Max for thirty minutes", "undo that"];
        var recordings = await Task.WhenAll(said.Select(text => Speaker.FliteAsync(text)));

        var heard = await Task.WhenAll(recordings.Concat(recordings).Select(wav => shared.Server.HearAsync(wav)));

        Assert.Equal(string.Join(";", said.Concat(said)), string.Join(";", heard.Select(answer => answer.Text)));
    }

    [Fact]
    public async Task What_the_service_says_it_understands()
    {
        using var response = await SpeakAsync("when was Bella last fed");
        var heard = await shared.Server.HearAsync(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Equal("when was Bella last fed", heard.Text);
    }

    private Task<HttpResponseMessage> SpeakAsync(string text) => shared.Server.Client.PostAsync(
        "/v1/audio/speech",
        System.Net.Http.Json.JsonContent.Create(new { model = "espeak-ng", input = text, voice = "echo" }),
        TestContext.Current.CancellationToken);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Speech.Audio;

namespace PawPal.Speech.Tests.Synthesis;

public sealed class SpeakEndpointTests(SharedSpeechServer shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("alloy")]
    [InlineData("onyx")]
    [InlineData("verse")]
    [InlineData("en-gb+f3")]
    public async Task Every_voice_speaks_a_file_whose_sizes_are_right(string? voice)
    {
        using var response = await PostAsync(new { model = "tts-1", input = "Bella had her pill at seven.", voice });

        Assert.Equal("audio/wav", response.Content.Headers.ContentType?.MediaType);
        var file = await response.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(file.Length - 8, BitConverter.ToInt32(file, 4));
        Assert.Equal(file.Length - 44, BitConverter.ToInt32(file, 40));
        Assert.InRange(WavReader.Read(file).Duration.TotalSeconds, 1, 6);
    }

    [Fact]
    public async Task Half_the_speed_takes_longer()
    {
        var usual = await SpokenAsync(new { input = "Luna was fed an hour ago.", speed = 1.0 });
        var fast = await SpokenAsync(new { input = "Luna was fed an hour ago.", speed = 2.0 });

        Assert.True(fast.Duration < usual.Duration * 0.75);
    }

    [Fact]
    public async Task Raw_samples_come_at_24_khz()
    {
        using var response = await PostAsync(new { input = "Hello.", response_format = "pcm" });
        var wav = await SpokenAsync(new { input = "Hello." });

        var bytes = (await response.Content.ReadAsByteArrayAsync(Token)).Length;
        Assert.Equal(wav.Duration.TotalSeconds, bytes / 48_000.0, 0.01);
    }

    [Fact]
    public async Task Markup_is_text()
    {
        var plain = await SpokenAsync(new { input = "break" });
        var markup = await SpokenAsync(new { input = "<break time=\"9s\"/> [[h@l'oU]]" });

        Assert.InRange(markup.Duration.TotalSeconds, plain.Duration.TotalSeconds, 8);
    }

    [Theory]
    [InlineData("""{"input":""}""", "input")]
    [InlineData("""{"input":"   "}""", "input")]
    [InlineData("""{"voice":"alloy"}""", "input")]
    [InlineData("""{"input":"x","response_format":"mp3"}""", "response_format")]
    [InlineData("""{"input":"x","speed":9}""", "speed")]
    [InlineData("""{"input":"x","voice":"-w /tmp/x"}""", "voice")]
    [InlineData("""{"input":"x","voice":"../../etc/passwd"}""", "voice")]
    [InlineData("""{"input":7}""", null)]
    [InlineData("""{""", null)]
    public async Task What_cannot_be_spoken_is_refused(string body, string? field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await shared.Server.Client.PostAsync("/v1/audio/speech", content, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>(Token);
        Assert.Equal(field, (string?)problem!["error"]!["param"]);
    }

    [Fact]
    public async Task A_text_over_the_limit_is_refused()
    {
        using var response = await PostAsync(new { input = new string('a', 4_097) });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<Sound> SpokenAsync(object body)
    {
        using var response = await PostAsync(body);
        return WavReader.Read(await response.Content.ReadAsByteArrayAsync(Token));
    }

    private Task<HttpResponseMessage> PostAsync(object body) =>
        shared.Server.Client.PostAsJsonAsync("/v1/audio/speech", body, Token);
}

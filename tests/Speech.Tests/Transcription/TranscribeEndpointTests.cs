using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Testing;

namespace PawPal.Speech.Tests.Transcription;

public sealed class TranscribeEndpointTests(SharedSpeechServer shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_and_json_hold_the_words_only()
    {
        var recording = await Speaker.FliteAsync("undo that");

        using var text = await shared.Server.PostAsync(recording, format: "text");
        using var json = await shared.Server.PostAsync(recording, format: "json");

        Assert.Equal("undo that\n", await text.Content.ReadAsStringAsync(Token));
        Assert.Equal("""{"text":"undo that"}""", await json.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_file_that_is_no_sound_gets_a_problem_both_kinds_of_client_understand()
    {
        using var response = await shared.Server.PostAsync("not a sound"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>(Token);
        Assert.Equal("urn:pawpal:problem:unusable-audio", (string?)problem!["type"]);
        Assert.Equal((string?)problem["detail"], (string?)problem["error"]!["message"]);
        Assert.Equal("invalid_request_error", (string?)problem["error"]!["type"]);
    }

    [Fact]
    public async Task A_recording_over_the_limit_is_too_large()
    {
        using var response = await shared.Server.PostAsync(new byte[21 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_the_wrong_content_type()
    {
        using var response = await shared.Server.Client.PostAsJsonAsync("/v1/audio/transcriptions", new { }, Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("response_format", "srt")]
    [InlineData("language", "de")]
    public async Task A_field_that_cannot_be_served_is_named(string field, string value)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Sounds.Wav(new short[100])), "file", "a.wav" },
            { new StringContent(value), field },
        };
        using var response = await shared.Server.Client.PostAsync("/v1/audio/transcriptions", form, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>(Token);
        Assert.Equal(field, (string?)problem!["error"]!["param"]);
    }

    [Fact]
    public async Task A_form_without_a_recording_says_so()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "model" } };
        using var response = await shared.Server.Client.PostAsync("/v1/audio/transcriptions", form, Token);

        Assert.Contains("missing", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_gets_a_problem_as_well()
    {
        using var response = await shared.Server.Client.GetAsync("/v1/nothing", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>(Token))!["error"]);
    }

    [Fact]
    public async Task Metrics_tell_times_and_outcomes()
    {
        _ = await shared.Server.HearAsync(await Speaker.FliteAsync("undo that"));

        using var client = new HttpClient(new SocketsHttpHandler());
        var metrics = await client.GetStringAsync($"http://127.0.0.1:{shared.Server.MetricsPort}/metrics", Token);

        Assert.Contains("pawpal_speech_recognition_duration_seconds", metrics, StringComparison.Ordinal);
        Assert.Contains("agreed", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("undo that", metrics, StringComparison.Ordinal);
    }
}

using System.Net.Http.Headers;
using PawPal.Api.Tests.Commands;

namespace PawPal.Api.Tests.Voice;

/// <summary>What must not be taken: each a 4xx problem that a person understands, and nothing is written.</summary>
public sealed class BadInputTests(VoiceFixture api) : IClassFixture<VoiceFixture>
{
    private const string Json = "application/json";
    private const string Wav = "audio/wav";

    public static TheoryData<string, string?, byte[], int, string> Wrong => new()
    {
        { "not a WAV", Wav, Bytes("This is a text and no sound."), 400, "recording-not-wav" },
        { "another container", Wav, [0x1A, 0x45, 0xDF, 0xA3, .. new byte[4_000]], 400, "recording-not-wav" },
        { "empty", Wav, [], 400, "recording-empty" },
        { "a header and no sound", Wav, WavBytes.File(16_000, 1, []), 400, "recording-empty" },
        { "truncated header", Wav, WavBytes.Tone(1)[..30], 400, "recording-cut-off" },
        { "truncated sound", Wav, WavBytes.Tone(3)[..20_000], 400, "recording-cut-off" },
        { "8-bit", Wav, WavBytes.File(16_000, 1, new byte[16_000], bits: 8), 422, "recording-unsupported" },
        { "silence", Wav, WavBytes.Silence(3), 422, "nothing-said" },
        { "60 s of noise", Wav, WavBytes.Noise(60), 422, "recording-too-long" },
        { "20 MB", Wav, new byte[20_000_000], 413, "recording-too-large" },
        { "no content type", null, Bytes("{\"text\":\"fed luna\"}"), 415, "media-type-unsupported" },
        { "wrong content type", "audio/mpeg", WavBytes.Tone(1), 415, "media-type-unsupported" },
        { "a form", "application/x-www-form-urlencoded", Bytes("text=fed+luna"), 415, "media-type-unsupported" },
        { "100,000 characters", Json, Bytes($$"""{"text":"{{new string('a', 100_000)}}"}"""), 400, "invalid-request" },
        { "1,001 characters", Json, Bytes($$"""{"text":"{{new string('a', 1_001)}}"}"""), 400, "invalid-request" },
        { "a megabyte of text", Json, Bytes($$"""{"text":"{{new string('a', 1_000_000)}}"}"""), 413, "text-too-large" },
        { "control characters", Json, Bytes("""{"text":"fed \u0000luna"}"""), 400, "invalid-request" },
        { "a bell", Json, Bytes("""{"text":"fed luna\u0007"}"""), 400, "invalid-request" },
        { "zero width", Json, Bytes("""{"text":"fed lu\u200bna"}"""), 400, "invalid-request" },
        { "right to left override", Json, Bytes("""{"text":"fed \u202eluna"}"""), 400, "invalid-request" },
        { "half a surrogate pair", Json, Bytes("""{"text":"fed \ud83d luna"}"""), 400, "invalid-request" },
        { "no text", Json, Bytes("{}"), 400, "invalid-request" },
        { "empty text", Json, Bytes("""{"text":""}"""), 400, "invalid-request" },
        { "blank text", Json, Bytes("""{"text":"   "}"""), 400, "invalid-request" },
        { "a number", Json, Bytes("""{"text":7}"""), 400, "invalid-request" },
        { "a list", Json, Bytes("""["fed luna"]"""), 400, "invalid-request" },
        { "not JSON", Json, Bytes("fed luna"), 400, "invalid-request" },
        { "no body", Json, [], 400, "invalid-request" },
        { "bytes that are no text", Json, [0x7B, 0xFF, 0xFE, 0x7D], 400, "invalid-request" },
        { "too deep", Json, Bytes("{\"text\":" + new string('[', 5_000)), 400, "invalid-request" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Is_a_problem_in_words_and_nothing_is_written(
        string what, string? type, byte[] body, int status, string code)
    {
        var home = await CareHome.CreateAsync(api);
        var before = api.Speech.Transcriptions;
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var answer = await home.Client.SendAsync("/api/v1/voice/commands", content, key: "k");
        var detail = await answer.ReadProblemAsync(status, code);
        Assert.True(detail.EndsWith('.') && detail.Contains(' '), $"{what}: {detail}");
        Assert.Equal((0, 0), (await home.CountAsync(), await home.CountAsync("idempotency_key")));
        Assert.Equal(before, api.Speech.Transcriptions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    public async Task A_key_that_cannot_be_used_is_a_problem(string key)
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await home.Client.TypeAsync("fed luna", key);
        await answer.ReadProblemAsync(400);
        using var tooLong = await home.Client.TypeAsync("fed luna", new string('k', 201));
        await tooLong.ReadProblemAsync(400, "idempotency-key-invalid");
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_stranger_an_ended_session_and_an_unknown_household_are_problems()
    {
        var home = await CareHome.CreateAsync(api);
        using var stranger = api.NewClient();
        using var unsigned = await stranger.TypeAsync("fed luna");
        await unsigned.ReadProblemAsync(401, "not-signed-in");

        home.Client.DefaultRequestHeaders.Add("PawPal-Household", Guid.CreateVersion7().ToString());
        using var unknown = await home.Client.TypeAsync("fed luna");
        await unknown.ReadProblemAsync(404, "household-unknown");
        home.Client.DefaultRequestHeaders.Remove("PawPal-Household");

        using var late = api.NewClient();
        late.DefaultRequestHeaders.Authorization = home.Client.DefaultRequestHeaders.Authorization;
        late.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", home.Home.Tokens.AccessToken[..^3] + "abc");
        using var forged = await late.TypeAsync("fed luna");
        await forged.ReadProblemAsync(401, "not-signed-in");
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task A_body_without_a_length_is_limited_too()
    {
        var home = await CareHome.CreateAsync(api);
        using var content = new StreamContent(new Endless(WavBytes.Tone(1)));
        content.Headers.ContentType = new MediaTypeHeaderValue(Wav);
        content.Headers.ContentLength = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/voice/commands") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await home.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ReadProblemAsync(413);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>12 MB that begin like a recording.</summary>
    private sealed class Endless(byte[] begin) : MemoryStream([.. begin, .. new byte[12_000_000]]);
}

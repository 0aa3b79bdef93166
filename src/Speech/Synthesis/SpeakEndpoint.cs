using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PawPal.Speech.Audio;
using PawPal.Speech.Engines;
using PawPal.Speech.Problems;

namespace PawPal.Speech.Synthesis;

/// <summary>Body of <c>POST /v1/audio/speech</c>, as in OpenAI's audio API.</summary>
/// <param name="Input">1 to 4,096 characters.</param>
/// <param name="Voice">A name of OpenAI's (<c>alloy</c>) or of espeak-ng's (<c>en-gb+f3</c>); the service's own
/// without it.</param>
/// <param name="ResponseFormat"><c>wav</c> (without it) or <c>pcm</c> (24 kHz, 16 bits, mono).</param>
/// <param name="Speed">0.25 to 4; 1 without it.</param>
internal sealed record SpeakRequest(
    string? Model, string? Input, JsonElement Voice, string? ResponseFormat, double? Speed);

/// <summary><c>POST /v1/audio/speech</c>: text in, sound out.</summary>
internal static class SpeakEndpoint
{
    private const int LargestBody = 64 * 1024;
    private const int LongestInput = 4_096;
    private const int PcmRate = 24_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/audio/speech", HandleAsync).WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> HandleAsync(
        HttpContext context, EngineInstallation engines, EspeakVoices voices, Synthesiser synthesiser,
        IOptions<SpeechOptions> options, CancellationToken ct)
    {
        if (engines.MissingForSynthesis is { } missing)
            return SpeechProblem.EngineMissing.With(missing);
        if (!context.Request.HasJsonContentType())
            return SpeechProblem.WrongContentType.With("Send JSON (application/json) with the text in 'input'.");
        if (await ReadAsync(context.Request, ct) is not { } request)
            return SpeechProblem.InvalidRequest.With("The body is not JSON of the expected shape.");
        if (Refuse(request) is { } refusal)
            return refusal;
        try
        {
            var voice = VoiceName(request.Voice) is { Length: > 0 } asked ? asked : options.Value.Voice;
            if (await voices.FindAsync(voice, ct) is not { } found)
                return SpeechProblem.InvalidRequest.With(
                    $"There is no such voice. There are {string.Join(", ", EspeakVoices.Names)}, and espeak-ng's own.",
                    "voice");
            var sound = await synthesiser.SpeakAsync(request.Input!, found, request.Speed ?? 1, ct);
            return Answer(sound, request.ResponseFormat);
        }
        catch (IOException)
        {
            return SpeechProblem.EngineFailed.With("The synthesiser failed. Try again in a moment.");
        }
    }

    private static IResult? Refuse(SpeakRequest request) => request switch
    {
        { Input: null or { Length: 0 or > LongestInput } } =>
            SpeechProblem.InvalidRequest.With("The text has 1 to 4,096 characters.", "input"),
        { Input: var input } when string.IsNullOrWhiteSpace(Synthesiser.Clean(input)) =>
            SpeechProblem.InvalidRequest.With("There is nothing to say in the text.", "input"),
        { ResponseFormat: not (null or "wav" or "pcm") } =>
            SpeechProblem.InvalidRequest.With("The response format is wav or pcm.", "response_format"),
        { Speed: not (null or (>= 0.25 and <= 4)) } =>
            SpeechProblem.InvalidRequest.With("The speed is 0.25 to 4.", "speed"),
        _ => null,
    };

    private static IResult Answer(Sound sound, string? format) => format is "pcm"
        ? TypedResults.Bytes(
            MemoryMarshal.AsBytes(Resampler.To(PcmRate, sound).Samples.AsSpan()).ToArray(), "audio/pcm")
        : TypedResults.Bytes(WavWriter.Write(sound), "audio/wav");

    // OpenAI's clients send a name, or an object with an id for a voice of one's own.
    private static string? VoiceName(JsonElement voice) => voice.ValueKind switch
    {
        JsonValueKind.String => voice.GetString(),
        JsonValueKind.Object when voice.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String =>
            id.GetString(),
        _ => null,
    };

    private static async Task<SpeakRequest?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFromJsonAsync<SpeakRequest>(Json, ct);
        }
        catch (Exception ex) when (ex is JsonException or BadHttpRequestException or IOException)
        {
            return null;
        }
    }
}

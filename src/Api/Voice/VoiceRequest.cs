using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace PawPal.Api.Voice;

/// <summary>Reads a command from a request, within limits, and tells in which form the answer is wanted.</summary>
internal static class VoiceRequest
{
    public const string Wav = "audio/wav";

    private const int MostAudioBytes = 10 * 1024 * 1024;
    private const int MostTextBytes = 256 * 1024;

    // What is too large is still read, up to more than the gateway lets through: a client whose sending is cut off sees
    // a broken connection instead of the sentence that says why.
    private const int MostDrainedBytes = 24 * 1024 * 1024;

    /// <summary>The names under which WAV files travel.</summary>
    public static readonly string[] WavTypes = [Wav, "audio/x-wav", "audio/wave", "audio/vnd.wave"];

    public static async Task<VoiceInput> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType.Value is not { } name)
            return new VoiceInput.Wrong(Problems.MediaTypeUnsupported);
        var isJson = name.Equals("application/json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && !IsWav(name))
            return new VoiceInput.Wrong(Problems.MediaTypeUnsupported);

        var body = await ReadBodyAsync(request, isJson ? MostTextBytes : MostAudioBytes, ct);
        if (body is not { } bytes)
            return new VoiceInput.Wrong(isJson ? Problems.TextTooLarge : Problems.RecordingTooLarge);
        if (isJson)
            return TypedText.Read(bytes);
        return WavAudio.Read(bytes, out var audio) is { } fault
            ? new VoiceInput.Wrong(ProblemOf(fault))
            : new VoiceInput.Spoken(audio, bytes);
    }

    /// <summary>True for <c>?speak=true</c>, and when speech is preferred to JSON.</summary>
    public static bool WantsSpeech(HttpRequest request)
    {
        if (request.Query.TryGetValue("speak", out var speak) && bool.TryParse(speak, out var wanted))
            return wanted;
        double audio = 0, json = 0;
        foreach (var accepted in request.GetTypedHeaders().Accept)
        {
            var quality = accepted.Quality ?? 1;
            if (IsWav(accepted.MediaType.ToString())
                || accepted.MediaType.Equals("audio/*", StringComparison.OrdinalIgnoreCase))
                audio = Math.Max(audio, quality);
            else if (accepted.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                json = Math.Max(json, quality);
        }

        return audio > 0 && audio >= json;
    }

    private static bool IsWav(string type) => WavTypes.Contains(type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when there is more than <paramref name="most"/>.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > MostDrainedBytes)
            return null;
        var limit = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
            limit.MaxRequestBodySize = MostDrainedBytes;
        var isTooLarge = request.ContentLength > most;
        using var bytes = new MemoryStream(isTooLarge ? 0 : (int)(request.ContentLength ?? 0));
        var part = new byte[64 * 1024];
        while (await request.Body.ReadAsync(part, ct) is var read and > 0)
        {
            isTooLarge |= bytes.Length + read > most;
            if (!isTooLarge)
                bytes.Write(part, 0, read);
        }

        // Two returns: in a conditional, null would become an empty Memory by way of byte[].
        if (isTooLarge)
            return null;
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static Problem ProblemOf(WavFault fault) => fault switch
    {
        WavFault.Empty => Problems.RecordingEmpty,
        WavFault.NotWav => Problems.RecordingNotWav,
        WavFault.Truncated => Problems.RecordingCutOff,
        WavFault.Unsupported => Problems.RecordingUnsupported,
        WavFault.TooLong => Problems.RecordingTooLong,
        WavFault.Silent => Problems.NothingSaid,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, message: null),
    };
}

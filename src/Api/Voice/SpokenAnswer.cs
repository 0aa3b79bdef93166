using PawPal.Api.Idempotency;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Voice;

/// <summary>Sends an answer in the form that was asked for.</summary>
/// <remarks>
/// When the reply cannot be read aloud the answer is the JSON one, still 200: the command is done, and an error would
/// make its caller do it again. <c>Content-Type</c> tells which it is, and <see cref="SpeechHeader"/> why.
/// </remarks>
internal sealed class SpokenAnswer(SpeechClient speech, VoiceMetrics metrics)
{
    /// <summary>
    /// Takes the command back when sent to <c>care/undo</c>; opaque. The only thing of the answer in a header.
    /// </summary>
    public const string UndoHeader = "PawPal-Undo-Token";

    /// <summary><c>unavailable</c> on a JSON answer to a request for speech.</summary>
    public const string SpeechHeader = "PawPal-Speech";

    public async Task SendAsync(HttpContext http, WriteAnswer answer, CancellationToken ct)
    {
        var command = answer.Read<VoiceCommandResponse>();
        if (await SpeakAsync(command.Reply, ct) is not { } audio)
        {
            http.Response.Headers[SpeechHeader] = "unavailable";
            await answer.SendAsync(http, ct);
            return;
        }

        if (command.UndoToken is { } token)
            http.Response.Headers[UndoHeader] = token;
        answer.MarkReplay(http);
        await SendAudioAsync(http, audio, ct);
    }

    public async Task<byte[]?> SpeakAsync(string text, CancellationToken ct)
    {
        using var stage = metrics.Begin(VoiceMetrics.Speak);
        return await speech.SpeakAsync(text, ct);
    }

    public static async Task SendAudioAsync(HttpContext http, byte[] audio, CancellationToken ct)
    {
        http.Response.ContentType = VoiceRequest.Wav;
        http.Response.ContentLength = audio.Length;
        await http.Response.Body.WriteAsync(audio, ct);
    }
}

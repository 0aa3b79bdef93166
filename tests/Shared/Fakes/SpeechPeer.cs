using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PawPal.Testing.Fakes;

/// <summary>
/// A peer that speaks OpenAI's audio API over real HTTP and hears what the test tells it to hear: for doubt, slowness
/// and connections that break, which a real recogniser does not show on demand.
/// </summary>
public sealed class SpeechPeer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _transcriptions;

    private SpeechPeer(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/audio/transcriptions", TranscribeAsync);
        app.MapPost("/v1/audio/speech", SpeakAsync);
        app.MapGet("/v1/models", () => new { @object = "list", data = Array.Empty<object>() });
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>What it hears.</summary>
    public string Text { get; set; } = "fed luna";

    public double AverageLogProbability { get; set; } = -0.1;

    public double NoSpeechProbability { get; set; } = 0.05;

    /// <summary>Runs instead of a transcription: break the connection, wait, answer a status.</summary>
    public Func<HttpContext, Task>? InsteadOfHearing { get; set; }

    /// <summary>Runs instead of speaking.</summary>
    public Func<HttpContext, Task>? InsteadOfSpeaking { get; set; }

    public int Transcriptions => _transcriptions;

    public string LastPrompt { get; private set; } = "";

    public byte[] LastFile { get; private set; } = [];

    public string LastSpoken { get; private set; } = "";

    public static async Task<SpeechPeer> StartAsync()
    {
        var peer = new SpeechPeer(PeerHost.Build());
        peer.Address = await PeerHost.StartAsync(peer._app);
        return peer;
    }

    /// <summary>Hears and speaks as at the start.</summary>
    public void Restore()
    {
        (Text, AverageLogProbability, NoSpeechProbability) = ("fed luna", -0.1, 0.05);
        (InsteadOfHearing, InsteadOfSpeaking) = (null, null);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TranscribeAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        using var file = new MemoryStream();
        if (form.Files.GetFile("file") is { } sent)
            await sent.CopyToAsync(file, http.RequestAborted);
        (LastFile, LastPrompt) = (file.ToArray(), form["prompt"].ToString());
        Interlocked.Increment(ref _transcriptions);
        if (InsteadOfHearing is { } instead)
        {
            await instead(http);
            return;
        }

        if (!LastFile.AsSpan().StartsWith("RIFF"u8))
        {
            await RefuseAsync(http, "The file is no WAV recording.");
            return;
        }

        var isNothing = NoSpeechProbability >= 0.6;
        var segment = new
        {
            id = 0,
            text = Text,
            avg_logprob = AverageLogProbability,
            no_speech_prob = NoSpeechProbability,
        };
        await http.Response.WriteAsJsonAsync(new
        {
            task = "transcribe",
            language = "english",
            text = isNothing ? "" : Text,
            segments = new[] { segment },
        });
    }

    private async Task SpeakAsync(HttpContext http)
    {
        var request = await http.Request.ReadFromJsonAsync<SpeechRequest>(http.RequestAborted);
        LastSpoken = request?.Input ?? "";
        if (InsteadOfSpeaking is { } instead)
        {
            await instead(http);
            return;
        }

        if (LastSpoken.Length == 0)
        {
            await RefuseAsync(http, "There is nothing to say.");
            return;
        }

        http.Response.ContentType = "audio/wav";
        await http.Response.Body.WriteAsync(await Speaker.EspeakAsync(LastSpoken), http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, string message)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return http.Response.WriteAsJsonAsync(new { error = new { message, type = "invalid_request_error" } });
    }

    private sealed record SpeechRequest(string Model, string Input, string Voice);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace PawPal.Api.Voice;

/// <summary>Speaks OpenAI's audio API. Never retries and never throws for a service that is down: it says so.</summary>
internal sealed class SpeechClient(HttpClient http, IOptions<SpeechOptions> options, ILogger<SpeechClient> log)
{
    private static readonly TimeSpan StatusLimit = TimeSpan.FromSeconds(1);

    private readonly SpeechOptions _options = options.Value;

    /// <param name="vocabulary">Names the recogniser may expect, in the form of its <c>prompt</c>.</param>
    public async Task<Recognised> RecogniseAsync(WavAudio audio, string vocabulary, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(audio.ToMonoFile());
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        form.Add(file, "file", "command.wav");
        form.Add(new StringContent(_options.Model), "model");
        form.Add(new StringContent("verbose_json"), "response_format");
        form.Add(new StringContent("en"), "language");
        if (vocabulary.Length > 0)
            form.Add(new StringContent(vocabulary), "prompt");

        var answer = await AskAsync(
            HttpMethod.Post,
            "v1/audio/transcriptions",
            form,
            _options.RecogniseLimit + audio.Duration,
            ReadWordsAsync,
            ct);
        return answer ?? new Recognised.Down();
    }

    /// <summary>A WAV file of <paramref name="text"/> read aloud; null when speech is down.</summary>
    public async Task<byte[]?> SpeakAsync(string text, CancellationToken ct)
    {
        using var body = JsonContent.Create(
            new { model = _options.SpeechModel, input = text, voice = _options.Voice, response_format = "wav" });
        var audio = await AskAsync(HttpMethod.Post, "v1/audio/speech", body, _options.SpeakLimit, ReadAudioAsync, ct);
        return audio is { Length: > 0 } ? audio : null;
    }

    /// <summary>True when anything answers at the address; what it answers differs between services.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct) =>
        await AskAsync(HttpMethod.Get, "v1/models", content: null, StatusLimit, static (response, _) =>
            Task.FromResult<object?>((int)response.StatusCode < 500 ? response : null), ct) is not null;

    private async Task<T?> AskAsync<T>(
        HttpMethod method, string path, HttpContent? content, TimeSpan limit,
        Func<HttpResponseMessage, CancellationToken, Task<T?>> read, CancellationToken ct)
        where T : class
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(limit);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            using var response = await http.SendAsync(request, limited.Token);
            return await read(response, limited.Token);
        }
        catch (HttpRequestException failed)
        {
            log.SpeechUnreachable(failed.HttpRequestError);
            return null;
        }
        catch (Exception failed) when (failed is IOException or JsonException or NotSupportedException)
        {
            log.SpeechAnswerUnusable(failed.GetType().Name);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.SpeechTooSlow(limit);
            return null;
        }
    }

    private async Task<Recognised?> ReadWordsAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
            return (await response.Content.ReadFromJsonAsync<Transcription>(ct))?.ToRecognised();
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
        {
            log.SpeechRefused((int)response.StatusCode);
            return new Recognised.Refused();
        }

        log.SpeechFailed((int)response.StatusCode);
        return null;
    }

    private async Task<byte[]?> ReadAudioAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadAsByteArrayAsync(ct);
        log.SpeechFailed((int)response.StatusCode);
        return null;
    }
}

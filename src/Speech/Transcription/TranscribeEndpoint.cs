using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using PawPal.Speech.Audio;
using PawPal.Speech.Decoding;
using PawPal.Speech.Engines;
using PawPal.Speech.Problems;
using PawPal.Speech.Vocabulary;

namespace PawPal.Speech.Transcription;

/// <summary><c>POST /v1/audio/transcriptions</c> of OpenAI's audio API: a form with a WAV file in, words out.</summary>
internal static class TranscribeEndpoint
{
    public const int LargestBody = 20 * 1024 * 1024;

    // Up to here a body that is too large is read to its end, so that the sender gets the answer and no broken pipe.
    private const int LargestDiscarded = 4 * LargestBody;
    private static readonly string[] Formats = ["json", "text", "verbose_json"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/audio/transcriptions", HandleAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LargestDiscarded));

    private static async Task<IResult> HandleAsync(
        HttpContext context, EngineInstallation engines, DecoderPool pool, Transcriber transcriber,
        CancellationToken ct)
    {
        if (engines.MissingForRecognition is { } missing)
            return SpeechProblem.EngineMissing.With(missing);
        // Before the body is read: a recording nobody has time for should not fill memory either.
        using var place = pool.Enter();
        if (place is null)
            return SpeechProblem.Busy.With("Too many recordings are being heard at the moment. Try again in a second.");
        if (!context.Request.HasFormContentType)
            return SpeechProblem.WrongContentType.With(
                "Send a form (multipart/form-data) with the recording in the field 'file'.");
        IFormCollection form;
        try
        {
            if (context.Request.ContentLength > LargestBody)
            {
                await context.Request.Body.CopyToAsync(Stream.Null, ct);
                return TooLarge();
            }

            form = await ReadFormAsync(context, ct);
        }
        catch (Exception ex) when (IsOverLimit(ex))
        {
            return TooLarge();
        }
        catch (Exception ex) when (ex is InvalidDataException or BadHttpRequestException or IOException)
        {
            return SpeechProblem.InvalidRequest.With("The form cannot be read; it may be cut off.");
        }

        return await AnswerAsync(form, transcriber, ct);
    }

    private static async Task<IResult> AnswerAsync(IFormCollection form, Transcriber transcriber, CancellationToken ct)
    {
        var format = form["response_format"].ToString() is { Length: > 0 } asked ? asked : "json";
        if (!Formats.Contains(format, StringComparer.Ordinal))
            return SpeechProblem.InvalidRequest.With(
                "The response format is json, text or verbose_json.", "response_format");
        if (form["language"].ToString() is { Length: > 0 } language && !IsEnglish(language))
            return SpeechProblem.InvalidRequest.With("Only English (en) is heard by this recogniser.", "language");
        if (form.Files.GetFile("file") is not { } file)
            return SpeechProblem.InvalidRequest.With("The recording is missing: send it in the field 'file'.", "file");
        try
        {
            var sound = WavReader.Read(await ReadAsync(file, ct));
            var hint = VocabularyHint.Parse(form["prompt"]);
            return await transcriber.TranscribeAsync(sound, hint, ct) switch
            {
                TranscriptionOutcome.Done(var transcript) => TranscriptionAnswer.Of(transcript, format),
                _ => SpeechProblem.EngineFailed.With(
                    "The recogniser stopped. It has been started again; try once more, or type."),
            };
        }
        catch (UnusableAudioException ex)
        {
            return SpeechProblem.UnusableAudio.With(ex.Message, "file");
        }
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context, CancellationToken ct)
    {
        // The usual limit of 64 KB in memory would put recordings of people into files.
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions
        {
            MemoryBufferThreshold = LargestBody,
            MultipartBodyLengthLimit = LargestBody,
            ValueCountLimit = 32,
            ValueLengthLimit = 16 * 1024,
        }));
        return await context.Request.ReadFormAsync(ct);
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static bool IsEnglish(string language) =>
        language.Equals("en", StringComparison.OrdinalIgnoreCase)
        || language.Equals("english", StringComparison.OrdinalIgnoreCase)
        || language.StartsWith("en-", StringComparison.OrdinalIgnoreCase);

    // A body without Content-Length is found too large while it is read; the form reader has no exception of its own
    // for it.
    private static bool IsOverLimit(Exception exception) => exception
        is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        || (exception is InvalidDataException && exception.Message.Contains("length limit", StringComparison.Ordinal));

    private static IResult TooLarge() =>
        SpeechProblem.TooLarge.With("The recording is larger than 20 MB. A minute at 16 kHz has 2 MB.", "file");
}

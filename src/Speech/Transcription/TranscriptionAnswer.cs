using System.Text.Json.Serialization;

namespace PawPal.Speech.Transcription;

/// <summary>A transcript in one of the three forms of OpenAI's API.</summary>
internal static class TranscriptionAnswer
{
    public static IResult Of(Transcript transcript, string format) => format switch
    {
        "text" => TypedResults.Text(transcript.Text + "\n", "text/plain; charset=utf-8"),
        "verbose_json" => TypedResults.Ok(VerboseOf(transcript)),
        _ => TypedResults.Ok(new ShortAnswer(transcript.Text)),
    };

    private static VerboseAnswer VerboseOf(Transcript transcript)
    {
        var seconds = Math.Round(transcript.Duration.TotalSeconds, 3);
        return new("transcribe", "english", seconds, transcript.Text,
        [
            new Segment(
                0, 0, 0, seconds, transcript.Text, [], 0, Math.Round(transcript.AverageLogProbability, 3), 1,
                Math.Round(transcript.NoSpeechProbability, 3)),
        ]);
    }

    private sealed record ShortAnswer([property: JsonPropertyName("text")] string Text);

    private sealed record VerboseAnswer(
        [property: JsonPropertyName("task")] string Task,
        [property: JsonPropertyName("language")] string Language,
        [property: JsonPropertyName("duration")] double Duration,
        [property: JsonPropertyName("text")] string Text,
        [property: JsonPropertyName("segments")] IReadOnlyList<Segment> Segments);

    private sealed record Segment(
        [property: JsonPropertyName("id")] int Id,
        [property: JsonPropertyName("seek")] int Seek,
        [property: JsonPropertyName("start")] double Start,
        [property: JsonPropertyName("end")] double End,
        [property: JsonPropertyName("text")] string Text,
        [property: JsonPropertyName("tokens")] IReadOnlyList<int> Tokens,
        [property: JsonPropertyName("temperature")] double Temperature,
        [property: JsonPropertyName("avg_logprob")] double AverageLogProbability,
        [property: JsonPropertyName("compression_ratio")] double CompressionRatio,
        [property: JsonPropertyName("no_speech_prob")] double NoSpeechProbability);
}

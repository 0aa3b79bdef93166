using System.Text.Json.Serialization;

namespace PawPal.Api.Voice;

/// <summary>The fields of OpenAI's <c>verbose_json</c> that matter here.</summary>
internal sealed record Transcription(
    [property: JsonPropertyName("text")] string? Text,
    [property: JsonPropertyName("segments")] IReadOnlyList<TranscriptionSegment>? Segments)
{
    private const int LongestText = 1_000;

    /// <summary>The least sure segment decides: a dose may stand in it.</summary>
    public Recognised ToRecognised()
    {
        var text = Clean(Text ?? "");
        if (text.Length > LongestText)
            return new Recognised.Refused();
        var segments = Segments ?? [];
        return new Recognised.Words(
            text,
            segments.Select(segment => segment.AverageLogProbability ?? 0).DefaultIfEmpty(0).Min(),
            segments.Select(segment => segment.NoSpeechProbability ?? 0).DefaultIfEmpty(0).Min());
    }

    private static string Clean(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}

internal sealed record TranscriptionSegment(
    [property: JsonPropertyName("avg_logprob")] double? AverageLogProbability,
    [property: JsonPropertyName("no_speech_prob")] double? NoSpeechProbability);

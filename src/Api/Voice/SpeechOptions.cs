using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.Voice;

/// <summary>Where speech is; anything that speaks OpenAI's audio API. Section <c>Speech</c>.</summary>
public sealed record SpeechOptions
{
    public const string Section = "Speech";

    /// <summary>Base address before <c>/v1/audio</c>; by default the service named <c>speech</c>.</summary>
    [Required]
    public Uri Url { get; init; } = new("https+http://speech");

    /// <summary>Sent as a bearer token; null for services that want none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The recogniser's name of its model.</summary>
    [Required]
    public string Model { get; init; } = "whisper-1";

    /// <summary>The synthesiser's name of its model.</summary>
    [Required]
    public string SpeechModel { get; init; } = "tts-1";

    /// <summary>The synthesiser's name of its voice.</summary>
    [Required]
    public string Voice { get; init; } = "alloy";

    /// <summary>Longest time for a connection; a service that is down is known by then.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time to recognise, beside the length of the recording itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan RecogniseLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest time to synthesise one reply.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan SpeakLimit { get; init; } = TimeSpan.FromSeconds(10);
}

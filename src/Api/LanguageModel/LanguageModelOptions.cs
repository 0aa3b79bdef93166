using System.ComponentModel.DataAnnotations;

namespace PawPal.Api.LanguageModel;

/// <summary>A chat model that is asked about sentences which were not understood. Section <c>LanguageModel</c>; off
/// without an address. What is asked leaves this system: the sentence, the pets' names, medicines and titles of
/// reminders.</summary>
public sealed record LanguageModelOptions
{
    public const string Section = "LanguageModel";

    /// <summary>Base address of anything that speaks OpenAI's API, with its version:
    /// <c>http://localhost:11434/v1</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary>Sent as a bearer token; null for services that want none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The service's name of the model.</summary>
    [Required]
    public string Model { get; init; } = "default";

    /// <summary>How long it is waited for; then the sentence stays not understood.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(5);
}

using System.Text.Json.Serialization;

namespace PawPal.Speech.Problems;

/// <summary>The <c>error</c> member of OpenAI's API.</summary>
internal sealed record ErrorMember(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("param")] string? Parameter,
    [property: JsonPropertyName("code")] string Code)
{
    public static ErrorMember Of(int status, string code, string message, string? parameter) =>
        new(message, status == 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error",
            parameter, code.Replace('-', '_'));
}

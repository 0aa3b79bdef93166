using System.Text.Json;

namespace PawPal.Api.Idempotency;

/// <summary>A success as it is sent, and kept for whoever asks again with the same key.</summary>
/// <param name="Body">JSON.</param>
internal sealed record WriteAnswer(int Status, string Body)
{
    /// <summary>Set on an answer that repeats an earlier one.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    public bool IsReplayed { get; init; }

    public static WriteAnswer Ok<T>(T body) => Of(StatusCodes.Status200OK, body);

    public static WriteAnswer Of<T>(int status, T body) =>
        new(status, JsonSerializer.Serialize(body, JsonSerializerOptions.Web));

    public T Read<T>() =>
        JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)
        ?? throw new JsonException("The kept answer is null.");

    public async Task SendAsync(HttpContext http, CancellationToken ct)
    {
        MarkReplay(http);
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(Body, ct);
    }

    public void MarkReplay(HttpContext http)
    {
        if (IsReplayed)
            http.Response.Headers[ReplayedHeader] = "true";
    }
}

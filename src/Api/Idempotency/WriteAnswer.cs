using System.Text.Json;
using FastEndpoints;
using PawPal.Contracts;

namespace PawPal.Api.Idempotency;

/// <summary>A success as it is sent, and kept for whoever asks again with the same key.</summary>
/// <param name="Body">JSON.</param>
internal sealed record WriteAnswer(int Status, string Body)
{
    /// <summary>Set on an answer that repeats an earlier one.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    public bool IsReplayed { get; init; }

    /// <summary>Of a body that people may edit. One given again is told without: it may be old by now.</summary>
    public int? Version { get; init; }

    public static WriteAnswer Ok<T>(T body) => Of(StatusCodes.Status200OK, body);

    public static WriteAnswer Of<T>(int status, T body) =>
        new(status, JsonSerializer.Serialize(body, JsonSerializerOptions.Web))
        {
            Version = (body as IVersioned)?.Version,
        };

    /// <summary>Done, and there is nothing to say.</summary>
    public static WriteAnswer Nothing { get; } = new(StatusCodes.Status204NoContent, "");

    public T Read<T>() =>
        JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)
        ?? throw new JsonException("The kept answer is null.");

    public async Task SendAsync(HttpContext http, CancellationToken ct)
    {
        MarkReplay(http);
        http.Response.StatusCode = Status;
        if (Version is { } version)
            EntityTag.Set(http.Response, version);
        // FastEndpoints would send an answer of its own.
        http.MarkResponseStart();
        if (Body.Length == 0)
        {
            await http.Response.StartAsync(ct);
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(Body, ct);
    }

    public void MarkReplay(HttpContext http)
    {
        if (IsReplayed)
            http.Response.Headers[ReplayedHeader] = "true";
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Care;
using PawPal.Contracts.Households;
using PawPal.Contracts.Pets;
using PawPal.Contracts.Voice;

namespace PawPal.Contracts;

/// <summary>The HTTP API of PawPal, typed.</summary>
/// <remarks>
/// Each method is one request: nothing is retried in here. Every method throws <see cref="PawPalException"/> for an
/// answer that is not a success, and lets <see cref="HttpRequestException"/> (nobody answered) and
/// <see cref="OperationCanceledException"/> (given up, or the timeout of the <see cref="HttpClient"/>) pass.
/// Writes carry an <c>Idempotency-Key</c>; give the same key again to repeat a write safely.
/// </remarks>
/// <param name="http">Its base address is the gateway or the backend, without a path. Not disposed of here.</param>
/// <param name="accessToken">Sent as <c>Authorization: Bearer</c>; null for an anonymous caller.</param>
/// <param name="householdId">Household to act for; null for the one the caller joined first.</param>
public sealed class PawPalClient(HttpClient http, string? accessToken = null, Guid? householdId = null)
{
    /// <summary>Header that makes a repeated write safe: the second request gets the answer of the first.</summary>
    public const string IdempotencyHeader = "Idempotency-Key";

    private const string WavType = "audio/wav";

    /// <summary>The same client for the person whom <paramref name="token"/> stands for.</summary>
    public PawPalClient WithAccessToken(string token) => new(http, token, householdId);

    /// <summary>The same client for another household of the caller.</summary>
    public PawPalClient ForHousehold(Guid household) => new(http, accessToken, household);

    /// <summary>Makes a person and their household; 409 if the address is taken.</summary>
    public Task<TokenResponse> RegisterAsync(RegisterRequest request, CancellationToken ct = default) =>
        WriteAsync<TokenResponse>("accounts/register", request, null, ct);

    /// <summary>Logs in; 401 if address and password do not belong together.</summary>
    public Task<TokenResponse> LogInAsync(LogInRequest request, CancellationToken ct = default) =>
        WriteAsync<TokenResponse>("accounts/login", request, null, ct);

    /// <summary>Trades a refresh token, good for one use, for new tokens; 401 if it is spent or has ended.</summary>
    public Task<TokenResponse> RefreshAsync(string refreshToken, CancellationToken ct = default) =>
        WriteAsync<TokenResponse>("accounts/refresh", new RefreshRequest(refreshToken), null, ct);

    /// <summary>Ends the session that <paramref name="refreshToken"/> belongs to.</summary>
    public async Task LogOutAsync(string refreshToken, CancellationToken ct = default)
    {
        using var request = Write("accounts/logout", new RefreshRequest(refreshToken), null);
        using var response = await SendAsync(request, ct);
    }

    /// <summary>Makes a seeded household to try PawPal with.</summary>
    /// <param name="timeZone">IANA name; null leaves the choice to the server.</param>
    public Task<TokenResponse> StartDemoAsync(string? timeZone = null, CancellationToken ct = default) =>
        WriteAsync<TokenResponse>("demo", new { timeZone }, null, ct);

    public Task<HouseholdResponse> GetHouseholdAsync(CancellationToken ct = default) =>
        ReadAsync<HouseholdResponse>("household", ct);

    /// <summary>Adds a pet to the household; 409 if it has one of that name.</summary>
    public Task<PetResponse> AddPetAsync(
        AddPetRequest request, Guid? idempotencyKey = null, CancellationToken ct = default) =>
        WriteAsync<PetResponse>("pets", request, idempotencyKey, ct);

    /// <summary>What was done today, by pet; "today" is the household's.</summary>
    public Task<CareTodayResponse> GetTodayAsync(CancellationToken ct = default) =>
        ReadAsync<CareTodayResponse>("care/today", ct);

    /// <summary>Care events, newest first.</summary>
    /// <param name="kind"><c>feeding</c>, <c>walk</c>, <c>medication</c> or <c>weight</c>; null for all.</param>
    /// <param name="cursor"><see cref="CareEventPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">Events per page; null leaves the choice to the server.</param>
    public Task<CareEventPage> GetEventsAsync(
        Guid? petId = null, string? kind = null, string? cursor = null, int? limit = null,
        CancellationToken ct = default)
    {
        FormattableString[] wanted =
        [
            $"petId={petId}", $"kind={Escape(kind)}", $"cursor={Escape(cursor)}", $"limit={limit}",
        ];
        var query = string.Join('&', wanted.Select(FormattableString.Invariant).Where(part => !part.EndsWith('=')));
        return ReadAsync<CareEventPage>(query.Length == 0 ? "care/events" : $"care/events?{query}", ct);
    }

    /// <summary>Takes back what one command wrote; 404 or 409 if there is nothing to take back (any more).</summary>
    public Task<UndoResponse> UndoAsync(
        string undoToken, Guid? idempotencyKey = null, CancellationToken ct = default) =>
        WriteAsync<UndoResponse>("care/undo", new UndoRequest(undoToken), idempotencyKey, ct);

    /// <summary>Does what a typed sentence asks for.</summary>
    public Task<VoiceCommandResponse> CommandAsync(
        string text, Guid? idempotencyKey = null, CancellationToken ct = default) =>
        WriteAsync<VoiceCommandResponse>("voice/commands", new VoiceCommandRequest(text), idempotencyKey, ct);

    /// <summary>Does what a recorded sentence asks for; 503 when no recogniser runs.</summary>
    /// <param name="wav">A RIFF WAVE file of 16-bit PCM, any rate, mono or stereo.</param>
    public async Task<VoiceCommandResponse> CommandAsync(
        ReadOnlyMemory<byte> wav, Guid? idempotencyKey = null, CancellationToken ct = default)
    {
        using var request = Write("voice/commands", Audio(wav), idempotencyKey);
        using var response = await SendAsync(request, ct);
        return await BodyAsync<VoiceCommandResponse>(response, ct);
    }

    /// <summary>As the spoken form of <c>CommandAsync</c>, answered with a WAVE file that says the reply.</summary>
    public async Task<byte[]> CommandAndHearAsync(
        ReadOnlyMemory<byte> wav, Guid? idempotencyKey = null, CancellationToken ct = default)
    {
        using var request = Write("voice/commands", Audio(wav), idempotencyKey);
        return await HearAsync(request, ct);
    }

    /// <summary>Reads <paramref name="text"/> aloud into a WAVE file; 503 when no voice runs.</summary>
    public async Task<byte[]> ReadAloudAsync(string text, CancellationToken ct = default)
    {
        using var request = Write("voice/speech", new SpeakRequest(text), null);
        return await HearAsync(request, ct);
    }

    /// <summary>Whether speech is there at the moment.</summary>
    public Task<VoiceStatusResponse> GetVoiceStatusAsync(CancellationToken ct = default) =>
        ReadAsync<VoiceStatusResponse>("voice/status", ct);

    private static string? Escape(string? value) => value is null ? null : Uri.EscapeDataString(value);

    private static ReadOnlyMemoryContent Audio(ReadOnlyMemory<byte> wav) =>
        new(wav) { Headers = { ContentType = new MediaTypeHeaderValue(WavType) } };

    private static HttpRequestMessage Write(string path, object body, Guid? idempotencyKey) => new(
        HttpMethod.Post, new Uri($"/api/v1/{path}", UriKind.Relative))
    {
        Content = body as HttpContent ?? JsonContent.Create(body, body.GetType()),
        Headers = { { IdempotencyHeader, (idempotencyKey ?? Guid.CreateVersion7()).ToString() } },
    };

    private static async Task<T> BodyAsync<T>(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(ct) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException unreadable)
        {
            throw new PawPalException(response.StatusCode, null, unreadable);
        }
    }

    private async Task<T> ReadAsync<T>(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/{path}", UriKind.Relative));
        using var response = await SendAsync(request, ct);
        return await BodyAsync<T>(response, ct);
    }

    private async Task<T> WriteAsync<T>(string path, object body, Guid? idempotencyKey, CancellationToken ct)
    {
        using var request = Write(path, body, idempotencyKey);
        using var response = await SendAsync(request, ct);
        return await BodyAsync<T>(response, ct);
    }

    private async Task<byte[]> HearAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Accept.ParseAdd(WavType);
        using var response = await SendAsync(request, ct);
        return await response.Content.ReadAsByteArrayAsync(ct);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (accessToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        if (householdId is { } household)
            request.Headers.Add(HouseholdHeader.Name, household.ToString());

        var response = await http.SendAsync(request, ct);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new PawPalException(response.StatusCode, await ProblemAsync(response, ct));
    }

    private static async Task<ProblemResponse?> ProblemAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentType is not { MediaType: "application/problem+json" })
            return null;
        try
        {
            return await response.Content.ReadFromJsonAsync<ProblemResponse>(ct);
        }
        catch (JsonException)
        {
            // The status says enough; a damaged body must not hide it.
            return null;
        }
    }
}

/// <summary>Body of every answer that is not a success (RFC 9457).</summary>
/// <param name="Type">Stable address of the kind of problem.</param>
/// <param name="Detail">A sentence for the person at the other end.</param>
/// <param name="Errors">What is wrong with which field; validation only.</param>
public sealed record ProblemResponse(
    string? Type = null,
    string? Title = null,
    int? Status = null,
    string? Detail = null,
    string? Instance = null,
    string? TraceId = null,
    IReadOnlyList<FieldError>? Errors = null);

/// <summary>One field that was refused.</summary>
/// <param name="Field">JSON pointer into the request, such as <c>/password</c>.</param>
public sealed record FieldError(
    [property: JsonPropertyName("pointer")] string Field, string? Code = null, string? Detail = null);

/// <summary>The API answered, and it was not a success, or its body could not be read.</summary>
/// <param name="problem">The problem document; null when the answer carried none.</param>
public sealed class PawPalException(HttpStatusCode status, ProblemResponse? problem, Exception? cause = null)
    : Exception(problem?.Detail ?? problem?.Title ?? $"The API answered with {(int)status}.", cause)
{
    public HttpStatusCode Status { get; } = status;

    public ProblemResponse? Problem { get; } = problem;
}

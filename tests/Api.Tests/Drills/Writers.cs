using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Tests.Drills;

/// <summary>
/// People who say things at once, each with a key of its own, and say it again until they hear an answer.
/// </summary>
internal sealed class Writers(Uri server, int intents)
{
    private const int People = 16;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // As a phone would: who asks without a pause leaves no processor for the answer.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<int> _left = new(Enumerable.Range(1, intents));
    private int _answered;

    /// <summary>The events that an answer has confirmed.</summary>
    public ConcurrentBag<Guid> Confirmed { get; } = [];

    /// <summary>Statuses of answers that were no success.</summary>
    public ConcurrentDictionary<HttpStatusCode, int> Refusals { get; } = new();

    public int Answered => Volatile.Read(ref _answered);

    public static async Task<string> RegisterAsync(Uri server)
    {
        using var client = New(server);
        using var answer = await client.PostAsJsonAsync("/api/v1/demo", new { timeZone = "Europe/London" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<TokenResponse>())!.AccessToken;
    }

    public Task RunAsync(string token, CancellationToken ct) =>
        Task.WhenAll(Enumerable.Range(0, People).Select(_ => Task.Run(() => WriteAsync(token, ct), ct)));

    private async Task WriteAsync(string token, CancellationToken ct)
    {
        using var client = New(server);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        while (_left.TryDequeue(out var intent))
        {
            while (await SayAsync(client, intent, ct) is not { } events || !Keep(events))
                await Task.Delay(Pause, ct);
        }
    }

    private bool Keep(VoiceCommandResponse said)
    {
        foreach (var written in said.Events)
            Confirmed.Add(written.Id);
        Interlocked.Increment(ref _answered);
        return true;
    }

    /// <summary>Null when nothing, or no success, came back.</summary>
    private async Task<VoiceCommandResponse?> SayAsync(HttpClient client, int intent, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/voice/commands");
        request.Headers.Add("Idempotency-Key", $"intent-{intent.ToString(CultureInfo.InvariantCulture)}");
        request.Content = JsonContent.Create(new { text = "walked Max for ten minutes" });
        try
        {
            using var answer = await client.SendAsync(request, ct);
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadFromJsonAsync<VoiceCommandResponse>(ct);
            Refusals.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            ct.ThrowIfCancellationRequested();
        }

        return null;
    }

    private static HttpClient New(Uri server) => new(new SocketsHttpHandler { UseCookies = false })
    {
        BaseAddress = server,
        Timeout = Limit,
    };
}

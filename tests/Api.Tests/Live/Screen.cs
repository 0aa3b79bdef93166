using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PawPal.Contracts.Live;

namespace PawPal.Api.Tests.Live;

/// <summary>What a page sees that follows a household.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private Screen(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> events)
    {
        _answer = answer;
        _events = events;
    }

    public long Seq { get; private set; }

    public static async Task<Screen> OpenAsync(Uri server, TestHousehold home, long? after = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/live");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", home.Tokens.AccessToken);
        if (after is { } place)
            request.Headers.Add("Last-Event-ID", $"{place}");
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var events = SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        var screen = new Screen(answer, events);
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(Patience));
        Assert.Equal("ready", events.Current.EventType);
        screen.Seq = long.Parse(events.Current.EventId!, System.Globalization.CultureInfo.InvariantCulture);
        return screen;
    }

    /// <summary>The next change; null when the server has ended the stream.</summary>
    public async Task<LiveChange?> NextAsync()
    {
        if (!await _events.MoveNextAsync().AsTask().WaitAsync(Patience))
            return null;
        Assert.Equal("change", _events.Current.EventType);
        return JsonSerializer.Deserialize<LiveChange>(_events.Current.Data, JsonSerializerOptions.Web);
    }

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _events.DisposeAsync();
    }
}

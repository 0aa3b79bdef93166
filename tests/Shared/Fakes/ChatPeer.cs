using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PawPal.Testing.Fakes;

/// <summary>A peer that speaks OpenAI's chat API over real HTTP and says what the test tells it to say.</summary>
public sealed class ChatPeer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private ChatPeer(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/chat/completions", (Delegate)AnswerAsync);
    }

    /// <summary>With the version: what clients call their base address.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it answers.</summary>
    public string Answer { get; set; } = """{"frames":[{"intent":"out_of_scope"}]}""";

    /// <summary>Runs instead of an answer: wait, break the connection, answer a status.</summary>
    public Func<HttpContext, Task>? InsteadOfAnswering { get; set; }

    public int Asked => _asked;

    public string LastRequest { get; private set; } = "";

    public static async Task<ChatPeer> StartAsync()
    {
        var peer = new ChatPeer(PeerHost.Build());
        peer.Address = new Uri(await PeerHost.StartAsync(peer._app), "v1");
        return peer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        using var reader = new StreamReader(context.Request.Body);
        LastRequest = await reader.ReadToEndAsync(context.RequestAborted);
        if (InsteadOfAnswering is { } instead)
        {
            await instead(context);
            return Results.Empty;
        }

        return Results.Json(new
        {
            id = "chat-1",
            @object = "chat.completion",
            created = 1,
            model = "test",
            choices = new[]
            {
                new { index = 0, message = new { role = "assistant", content = Answer }, finish_reason = "stop" },
            },
            usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
        });
    }
}

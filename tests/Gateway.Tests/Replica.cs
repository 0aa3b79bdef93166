using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PawPal.Gateway.Tests;

/// <summary>A real service behind the gateway: says who it is, and shows what arrived.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Replica(WebApplication app, string name)
    {
        _app = app;
        Name = name;
    }

    public string Name { get; }

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Method and path of each request but health checks.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<Replica> StartAsync(string name, string? address = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address ?? "http://127.0.0.1:0");
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = null);
        var replica = new Replica(builder.Build(), name);
        replica.Map();
        await replica._app.StartAsync(TestContext.Current.CancellationToken);
        return replica;
    }

    /// <summary>Refuses connections from now on, and breaks those it has.</summary>
    public async Task KillAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.UseWebSockets();
        _app.MapGet("/api/v1/health/ready", () => Results.Ok());
        _app.MapPost("/api/v1/length", async (HttpRequest request) =>
        {
            var length = 0L;
            var buffer = new byte[64 * 1_024];
            int read;
            while ((read = await request.Body.ReadAsync(buffer)) > 0)
                length += read;
            return length > 20 * 1_024 * 1_024 ? Results.StatusCode(413) : Results.Ok(length);
        });
        _app.Map("/api/v1/break", (HttpContext context) =>
        {
            Note(context);
            context.Abort();
        });
        _app.Map("/api/v1/hang", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        _app.MapGet("/api/v1/stream", StreamAsync);
        _app.MapGet("/socket", EchoAsync);
        _app.MapGet("/own-headers", (HttpResponse response) =>
        {
            response.Headers.XFrameOptions = "SAMEORIGIN";
            response.Headers["X-Powered-By"] = "canary";
            return "";
        });
        _app.Map("/{**rest}", ShowAsync);
    }

    private async Task ShowAsync(HttpContext context)
    {
        Note(context);
        var headers = context.Request.Headers.Select(header => $"{header.Key}: {header.Value}");
        await context.Response.WriteAsync($"{Name} {context.Request.Path}\n{string.Join('\n', headers)}");
    }

    private void Note(HttpContext context) => Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");

    private static async Task StreamAsync(HttpContext context)
    {
        await context.Response.WriteAsync("first");
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1_024];
        var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
        var answer = Encoding.UTF8.GetBytes("heard " + Encoding.UTF8.GetString(buffer, 0, received.Count));
        await socket.SendAsync(answer, received.MessageType, endOfMessage: true, context.RequestAborted);
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PawPal.Api.Tests.Outbox;

/// <summary>Somebody else's server: takes webhooks, or does what the test wants.</summary>
internal sealed class Receiver(WebApplication app) : IAsyncDisposable
{
    public Uri Address { get; } = new(
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ConcurrentQueue<Received> Got { get; } = new();

    /// <summary>Status of the answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Location of a redirect.</summary>
    public string? Location { get; set; }

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        Receiver? receiver = null;
        app.Run(async http => await receiver!.TakeAsync(http));
        await app.StartAsync();
        return receiver = new Receiver(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        Got.Enqueue(new Received(
            await reader.ReadToEndAsync(),
            http.Request.Headers["PawPal-Signature"].ToString(),
            http.Request.Headers["PawPal-Delivery"].ToString()));
        http.Response.StatusCode = Status;
        if (Location is not null)
            http.Response.Headers.Location = Location;
    }
}

internal sealed record Received(string Body, string Signature, string Delivery);

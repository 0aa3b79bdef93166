using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PawPal.Hosting.ResourceService;

/// <summary>Serves the protocol <c>aspire.v1</c> to dashboards of this machine.</summary>
internal sealed class ResourceServer(
    ResourceServiceOptions options, IHostEnvironment host, ResourceNotificationService states,
    ResourceLoggerService logs, ResourceCommandService commands) : IAsyncDisposable
{
    private readonly ResourceServiceEnd _end = new();
    private WebApplication? _server;
    private bool _isOver;

    /// <summary>The key a dashboard has to show, or null.</summary>
    public string? ApiKey => options.ApiKey;

    /// <summary>Where it listens, once it does.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Listens, and returns the address.</summary>
    /// <exception cref="DistributedApplicationException">The port asked for is taken.</exception>
    public async Task<Uri> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, options.Address?.Port ?? 0, listen =>
                listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<ApiKeyInterceptor>());
        builder.Services.AddSingleton(options).AddSingleton(host).AddSingleton(states).AddSingleton(logs)
            .AddSingleton(commands).AddSingleton(_end);
        _server = builder.Build();
        _server.UseRouting();
        _server.MapGrpcService<DashboardResources>();
        try
        {
            await _server.StartAsync(ct);
        }
        catch (IOException taken)
        {
            throw new DistributedApplicationException(
                $"The resource service cannot listen on {options.Address}: {taken.Message}", taken);
        }

        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return Address = new Uri(addresses!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        // The engine ends it, and the container of services does so once more.
        if (_isOver)
            return;
        _isOver = true;
        await _end.CancelAsync();
        if (_server is not null)
        {
            await _server.StopAsync();
            await _server.DisposeAsync();
        }

        _end.Dispose();
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.ServiceDefaults.Telemetry;

/// <summary>
/// Serves <c>/metrics</c> on a port of its own, by a bare Kestrel: the service's routes cannot answer there, nor the
/// metrics on the service's port, and scrapes are neither traced nor counted as requests.
/// </summary>
internal sealed class MetricsServer(
    IConfiguration configuration, IServiceProvider services, ILogger<MetricsServer> logger)
    : IHostedLifecycleService, IHttpApplication<HttpContext>, IDisposable
{
    public const string Variable = "METRICS_PORT";

    private const int DefaultPort = 9090;

    private KestrelServer? _server;
    private RequestDelegate _respond = _ => Task.CompletedTask;

    /// <summary>The port from the configuration; 0: none.</summary>
    /// <exception cref="ServiceConfigurationException">It is not a port.</exception>
    public static int Port(IConfiguration configuration)
    {
        var text = configuration[Variable];
        if (string.IsNullOrWhiteSpace(text))
            return DefaultPort;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535
            ? port
            : throw ServiceUrl.Wrong(Variable, "must be a port (1 to 65535), or 0 for no metrics");
    }

    /// <summary>Finds a taken port before anything has started, when the host would log it with its stack.</summary>
    /// <exception cref="ServiceConfigurationException">The port is taken, or is none.</exception>
    public static void Check(IConfiguration configuration)
    {
        var port = Port(configuration);
        if (port == 0)
            return;
        var address = MetricsAddress.Of([], configuration);
        foreach (var local in address.IsAny ? [IPAddress.Any] : address.Local)
        {
            try
            {
                using var listener = new TcpListener(local, port);
                listener.Start();
            }
            catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw Taken(port);
            }
        }
    }

    // After the service's own start, when the addresses it listens on are known.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var port = Port(configuration);
        if (port == 0)
            return;
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseOpenTelemetryPrometheusScrapingEndpoint(
            services.GetRequiredService<MeterProvider>(), predicate: null, path: "/metrics",
            configureBranchedPipeline: null, optionsName: null);
        _respond = pipeline.Build();
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        MetricsAddress.Of(ServiceAddresses(), configuration).Listen(options, port);
        _server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        await ListenAsync(port, cancellationToken);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
            await _server.StopAsync(cancellationToken);
    }

    public void Dispose() => _server?.Dispose();

    public HttpContext CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures) { RequestServices = services };

    public Task ProcessRequestAsync(HttpContext context) => _respond(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private ICollection<string> ServiceAddresses() =>
        services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private async Task ListenAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            await _server!.StartAsync(this, cancellationToken);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw Taken(port);
        }

        logger.MetricsServed(port);
    }

    private static ServiceConfigurationException Taken(int port) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{Variable}: port {port} is taken; set it to a free port, or to 0 for no metrics."));
}

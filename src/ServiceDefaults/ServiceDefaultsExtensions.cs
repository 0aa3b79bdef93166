using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using OpenTelemetry.Metrics;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Health;
using PawPal.ServiceDefaults.Telemetry;

// The namespace of Aspire's project template, so that a service needs no using of its own.
namespace Microsoft.Extensions.Hosting;

/// <summary>What every PawPal service has in common: health, telemetry, discovery and resilience.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Reads secrets from the files that variables name as <c>{file:/run/secrets/...}</c>, and adds health checks,
    /// OpenTelemetry, service discovery and resilient HTTP clients. Failed calls of a client are tried again only for
    /// safe methods (GET, HEAD, OPTIONS and the like); POST and PATCH are never sent twice.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ReadSecretFiles();
        builder.AddLogHygiene();
        builder.AddTelemetry();
        builder.AddHealth();
        builder.Services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        // Kubernetes leaves 45 s: 60 s of grace without the 15 s that preStop waits.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(40));
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // The default loggers print addresses at Information and headers at Trace.
            http.RemoveAllLoggers();
            http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>
    /// Maps <c>/api/v1/health/live</c> (is the process there) and <c>/api/v1/health/ready</c> (can it serve). Both
    /// answer with JSON that names each check; degraded answers 200, unhealthy 503.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // From here on: what parts count before the host starts would be lost, the zeros of what has not happened too.
        _ = app.Services.GetService<MeterProvider>();
        app.MapHealth();
        return app;
    }
}

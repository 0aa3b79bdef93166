using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Health;

namespace PawPal.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    private const string OwnNames = "PawPal.*";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddServiceName(builder))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OwnNames)
                .AddPrometheusExporter())
            .WithTracing(tracing => tracing
                .AddSource(OwnNames)
                .AddAspNetCoreInstrumentation(options => options.Filter = IsWorthTracing)
                .AddHttpClientInstrumentation(options => options.FilterHttpRequestMessage = IsWorthTracing));
        builder.Services.AddStartupCheck(() => MetricsServer.Check(builder.Configuration));
        builder.Services.AddHostedService<MetricsServer>();
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }

    // Probes of others' health; a service's own are filtered where they arrive.
    private static bool IsWorthTracing(HttpRequestMessage request) =>
        request.RequestUri is not { IsAbsoluteUri: true } address
        || !address.AbsolutePath.StartsWith(HealthExtensions.Path, StringComparison.OrdinalIgnoreCase);

    private static bool IsWorthTracing(HttpContext context) =>
        !context.Request.Path.StartsWithSegments(HealthExtensions.Path, StringComparison.OrdinalIgnoreCase);

    // Without a name the exporters say "unknown_service". The standard variables, where set, win.
    private static void AddServiceName(this ResourceBuilder resource, IHostApplicationBuilder builder)
    {
        var isNamed = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_SERVICE_NAME"])
            || (builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"] ?? "").Contains(
                "service.name=", StringComparison.Ordinal);
        if (!isNamed)
            resource.AddService(builder.Environment.ApplicationName);
    }
}

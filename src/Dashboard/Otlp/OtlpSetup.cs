using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PawPal.Dashboard.Doors;
using PawPal.Dashboard.Otlp.Receiving;
using PawPal.Dashboard.Otlp.Reading;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Otlp;

/// <summary>Telemetry's way in.</summary>
internal static class OtlpSetup
{
    public static void AddOtlp(this IServiceCollection services)
    {
        services.AddCheckedOptions<TelemetryLimits>(TelemetryLimits.Section);
        services.AddCheckedOptions<OtlpOptions>(OtlpOptions.Section);
        services.AddSingleton<TelemetryStore>();
        services.AddSingleton(provider => new AttributeReader(provider.GetRequiredService<TelemetryStore>().Limits));
        services.AddSingleton(provider => new ScopeReader(
            provider.GetRequiredService<TelemetryStore>().Resources, provider.GetRequiredService<AttributeReader>()));
        services.AddSingleton<MeasurementReader>();
        services.AddSingleton<TraceIngestion>();
        services.AddSingleton<LogIngestion>();
        services.AddSingleton<MetricIngestion>();
        services.AddSingleton<OtlpKey>();
        services.AddSingleton<OtlpHttp>();
        services.AddSingleton<OtlpGrpc>();
        services.AddGrpc();
        services.AddSingleton<IServiceMethodProvider<OtlpGrpc>, OtlpGrpcMethods>();
        services.AddOptions<Grpc.AspNetCore.Server.GrpcServiceOptions>().Configure<IOptions<OtlpOptions>>(
            static (grpc, otlp) => grpc.MaxReceiveMessageSize = otlp.Value.MaxGrpcMessageBytes);
    }

    public static void MapOtlp(this IEndpointRouteBuilder routes)
    {
        // Their own limits hold, which may be above the server's.
        var unlimited = new DisableRequestSizeLimitAttribute();
        routes.MapGrpcService<OtlpGrpc>().At(Door.OtlpGrpc).AllowAnonymous().WithMetadata(unlimited);
        var http = routes.ServiceProvider.GetRequiredService<OtlpHttp>();
        var paths = routes.MapGroup("/v1").At(Door.OtlpHttp).AllowAnonymous().WithMetadata(unlimited);
        paths.MapPost("/traces", http.TracesAsync);
        paths.MapPost("/logs", http.LogsAsync);
        paths.MapPost("/metrics", http.MetricsAsync);
    }

    /// <summary>Turns away senders without the key before anything is read of what they send.</summary>
    public static void UseOtlpKey(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var door = context.RequestServices.GetRequiredService<DoorPorts>().DoorOf(context.Connection.LocalPort);
        if (door == Door.Frontend || context.RequestServices.GetRequiredService<OtlpKey>().Admits(context.Request))
            return next(context);
        const string Reason = $"The header {OtlpKey.Header} is missing or wrong";
        return door == Door.OtlpGrpc
            ? OtlpRefusal.GrpcAsync(context, StatusCode.Unauthenticated, Reason)
            : OtlpRefusal.HttpAsync(context, StatusCodes.Status401Unauthorized, StatusCode.Unauthenticated, Reason);
    });
}

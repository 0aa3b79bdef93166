using Microsoft.Extensions.Options;
using PawPal.Gateway.Edge;
using PawPal.Gateway.Health;
using PawPal.Gateway.Problems;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.ServiceDiscovery;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PawPal.Gateway.Routing;

internal static class RoutingExtensions
{
    // Headers by which a client could speak for the gateway.
    private static readonly string[] NotFromClients =
        ["Forwarded", "X-Real-IP", "X-Forwarded-Port", "X-Forwarded-Server", "X-Original-URL", "X-Rewrite-URL"];

    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy()
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = TimeSpan.FromSeconds(2))
            .AddTransforms(AddTransforms);
        builder.Services.AddSingleton<IProxyConfigProvider>(services => new InMemoryConfigProvider(
            GatewayRoutes.Routes,
            GatewayRoutes.Clusters(services.GetRequiredService<IOptions<GatewayOptions>>().Value)));
        builder.Services.AddSingleton<IDestinationResolver, ServiceDestinationResolver>();
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, UnreachablePolicy>();
        builder.Services.AddHealthChecks()
            .AddCheck<DestinationsHealthCheck>("destinations", tags: ["ready"]);
        // It logs each failed probe with its stack; changes of health are logged by the updater.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor", LogLevel.None);
        builder.Services.AddSingleton<GatewayMetrics>();
    }

    private static void AddTransforms(TransformBuilderContext context)
    {
        // Pages build addresses and check origins by the host that the browser sees.
        context.AddOriginalHost();
        // What the client sent under these names is replaced, not extended.
        context.AddXForwarded(ForwardedTransformActions.Set);
        foreach (var name in NotFromClients)
            context.AddRequestHeaderRemove(name);
    }
}

using PawPal.Gateway.Edge;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace PawPal.Gateway.Routing;

/// <summary>Which path belongs to which service, and how each service's replicas are watched.</summary>
internal static class GatewayRoutes
{
    public const string Backend = "backend";
    public const string Frontend = "frontend";

    /// <summary>The route of streams, which last for minutes and are no slow requests.</summary>
    public const string Live = "live";

    private const string ReadyPath = "/api/v1/health/ready";

    public static IReadOnlyList<RouteConfig> Routes { get; } =
    [
        Route(Live, "/api/v1/live", Backend),
        Route("api", "/api/{**rest}", Backend),
        Route("openapi", "/openapi/{**rest}", Backend),
        Route("docs", "/docs/{**rest}", Backend),
        Route("pages", "/{**rest}", Frontend),
    ];

    public static IReadOnlyList<ClusterConfig> Clusters(GatewayOptions options) =>
        [Cluster(Backend, options), Cluster(Frontend, options)];

    /// <summary>Whether a program, not a person, asks for this path.</summary>
    public static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    private static RouteConfig Route(string id, string path, string cluster) =>
        new() { RouteId = id, ClusterId = cluster, Match = new RouteMatch { Path = path } };

    private static ClusterConfig Cluster(string service, GatewayOptions options) => new()
    {
        ClusterId = service,
        // Asked by name: the resolver puts every replica in its place.
        Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
        {
            [service] = new() { Address = $"http://{service}" },
        },
        HttpRequest = new() { ActivityTimeout = options.ActivityTimeout },
        HealthCheck = new HealthCheckConfig
        {
            // With no healthy replica left all are asked: a probe that was late under load must not become an outage.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = TimeSpan.FromSeconds(2),
                Timeout = TimeSpan.FromSeconds(1),
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                Path = ReadyPath,
            },
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true,
                Policy = UnreachablePolicy.PolicyName,
                // Until the active checks have seen the replica too.
                ReactivationPeriod = TimeSpan.FromSeconds(2),
            },
        },
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "2",
        },
    };
}

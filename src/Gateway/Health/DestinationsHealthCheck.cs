using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Gateway.Routing;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace PawPal.Gateway.Health;

/// <summary>
/// Whether there is a backend and a frontend to pass requests to. With one of them the gateway is degraded: it still
/// serves the other, and a page or problem that says what is missing.
/// </summary>
internal sealed class DestinationsHealthCheck(IProxyStateLookup proxy) : IHealthCheck
{
    private static readonly string[] Services = [GatewayRoutes.Backend, GatewayRoutes.Frontend];

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = Services.Where(service => !IsAvailable(service)).ToList();
        return Task.FromResult(missing.Count switch
        {
            0 => HealthCheckResult.Healthy(),
            1 => HealthCheckResult.Degraded($"no {missing[0]} is available"),
            _ => HealthCheckResult.Unhealthy("neither backend nor frontend is available"),
        });
    }

    // A destination not yet checked gets requests, but is no reason to call the gateway ready.
    private bool IsAvailable(string service) =>
        proxy.TryGetCluster(service, out var cluster)
        && cluster.DestinationsState.AvailableDestinations.Any(d => d.Health.Active == DestinationHealth.Healthy);
}

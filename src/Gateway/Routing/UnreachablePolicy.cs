using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PawPal.Gateway.Routing;

/// <summary>
/// Leaves a replica alone at the first refused connection. Other failures do not count: a request that breaks its own
/// answer must not take a replica from everybody else.
/// </summary>
internal sealed class UnreachablePolicy(IDestinationHealthUpdater updater) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "Unreachable";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        var isReachable = !ProxyFailure.NeverArrived(context.Features.Get<IForwarderErrorFeature>());
        if (isReachable)
            return;
        var pause = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? TimeSpan.FromSeconds(2);
        updater.SetPassive(cluster, destination, DestinationHealth.Unhealthy, pause);
    }
}

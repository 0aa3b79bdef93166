using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Proxy;

/// <summary>A proxy for every port that several replicas have in common.</summary>
internal sealed class ReplicaProxies(ResourceNotificationService states) : IAsyncDisposable
{
    private readonly List<ReplicaProxy> _proxies = [];

    /// <exception cref="ResourceFailure">A port is taken.</exception>
    public void Start(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            foreach (var each in resource.Annotations.OfType<ReplicaEndpoints>())
                Start(resource, each);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        _proxies.Clear();
    }

    private void Start(IResource resource, ReplicaEndpoints each)
    {
        var port = each.Endpoint.AllocatedEndpoint!.Port;
        if (each.All.Any(own => own.Port == port))
            return;
        PortCheck.Demand(resource.Name, port);
        var proxy = new ReplicaProxy(port, () => Targets(resource, each));
        _proxies.Add(proxy);
        proxy.Start();
    }

    private IPEndPoint[] Targets(IResource resource, ReplicaEndpoints each)
    {
        var healthy = Replica.Of(resource).Where(IsHealthy).ToArray();
        // With none healthy any that listens will do: a page that says what is wrong beats a closed door.
        return
        [
            .. (healthy.Length > 0 ? healthy : Replica.Of(resource))
                .Select(replica => new IPEndPoint(IPAddress.Loopback, each.All[replica.Index].Port)),
        ];
    }

    private bool IsHealthy(Replica replica) =>
        states.TryGetCurrentState(replica.Id, out var known)
        && known.Snapshot.HealthStatus == HealthStatus.Healthy;
}

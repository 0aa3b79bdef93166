using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace PawPal.Gateway.Routing;

/// <summary>
/// Puts every endpoint that service discovery knows of a service in the place of the service's name.
/// </summary>
internal sealed class ServiceDestinationResolver(ServiceEndpointResolver discovery) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>(StringComparer.OrdinalIgnoreCase);
        var changes = new List<IChangeToken>();
        foreach (var (name, destination) in destinations)
        {
            var service = new Uri(destination.Address);
            var source = await discovery.GetEndpointsAsync(destination.Address, cancellationToken);
            changes.Add(source.ChangeToken);
            foreach (var endpoint in source.Endpoints)
            {
                var address = Address(endpoint, service.Scheme);
                resolved[$"{name}[{address}]"] = destination with { Address = address };
            }
        }

        return new ResolvedDestinationCollection(resolved, new CompositeChangeToken(changes));
    }

    // An endpoint is an address, or a host and port without a scheme.
    private static string Address(ServiceEndpoint endpoint, string scheme)
    {
        var text = endpoint.ToString() ?? "";
        return text.Contains("://", StringComparison.Ordinal) ? text : $"{scheme}://{text}";
    }
}

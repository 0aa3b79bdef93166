using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace PawPal.Gateway.Edge;

/// <summary>Believes the forwarded headers of the configured proxies, and of nobody when none is configured.</summary>
internal sealed class TrustedProxies(IOptions<GatewayOptions> gateway) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in gateway.Value.TrustedNetworks())
            options.KnownIPNetworks.Add(network);
        options.ForwardedHeaders = options.KnownIPNetworks.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
        // As many as are trusted, from the nearest on.
        options.ForwardLimit = null;
    }
}

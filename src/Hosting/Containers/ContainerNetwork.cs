using System.Net;

namespace PawPal.Hosting.Containers;

/// <summary>The network on which an application's containers find each other by name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Gateway">The host's address on it, or null when the engine does not say.</param>
internal sealed record ContainerNetwork(string Name, IPAddress? Gateway)
{
    /// <summary>Makes the network unless it is there, left by an earlier run.</summary>
    /// <exception cref="InvalidOperationException">The engine refuses.</exception>
    public static async Task<ContainerNetwork> EnsureAsync(
        ContainerEngine engine, ContainerApplication application, CancellationToken ct)
    {
        var name = application.Network;
        if (await GatewayAsync(engine, name, ct) is not { } gateway)
        {
            var made = await engine.RunAsync(["network", "create", .. application.Labels, name], ct);
            if (!made.IsGood)
                throw new InvalidOperationException($"{engine.Name} cannot make the network {name}: {made.Reason}");
            gateway = await GatewayAsync(engine, name, ct) ?? "";
        }

        return new(name, IPAddress.TryParse(gateway, out var address) ? address : null);
    }

    private static Task<string?> GatewayAsync(ContainerEngine engine, string name, CancellationToken ct) =>
        engine.InspectAsync("network", name, engine.Name == "podman"
            ? "{{range .Subnets}}{{.Gateway}}{{end}}"
            : "{{range .IPAM.Config}}{{.Gateway}}{{end}}", ct);
}

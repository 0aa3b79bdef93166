using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;

namespace PawPal.Hosting.Run;

/// <summary>Gives every endpoint its port before anything starts, because all may refer to all.</summary>
internal sealed class Ports(EngineOptions options, KeptPorts kept) : IDisposable
{
    // Below the ports the system takes for outgoing connections (32768 on Linux, 49152 on macOS).
    private const int First = 15_000;
    private const int BlockSize = 100;
    private const int Blocks = 170;

    private readonly HashSet<int> _given = [];
    private FileStream? _block;
    private int _next;

    public void Allocate(IEnumerable<IResource> resources)
    {
        var all = resources.SelectMany(
            resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint)));
        foreach (var (resource, endpoint) in all.ToArray())
        {
            var wished = Wished(resource, endpoint);
            var count = ReplicaIds.Of(resource).Length;
            endpoint.AllocatedEndpoint = count == 1
                ? At(endpoint, wished ?? kept.For(resource, endpoint, NextFree))
                : AllocateEach(resource, endpoint, wished, count);
        }
    }

    /// <summary>The port, or another one when it is taken, given away, or ports are to be chosen freely.</summary>
    public int Prefer(int port) =>
        options.RandomizePorts || _given.Contains(port) || !IsFree(port) ? NextFree() : port;

    /// <summary>Whether nobody listens on the port of the loopback address.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _block?.Dispose();

    // Each replica gets a port of its own; a port that others know belongs to the proxy in front of them.
    private AllocatedEndpoint AllocateEach(IResource resource, EndpointAnnotation endpoint, int? wished, int count)
    {
        var each = Enumerable.Range(0, count).Select(_ => At(endpoint, NextFree())).ToImmutableArray();
        resource.Annotations.Add(new ReplicaEndpoints(endpoint, each));
        if (wished is null && endpoint.Port is null)
            return each[0];
        if (!endpoint.IsProxied)
        {
            throw new ResourceFailure(
                resource.Name, $"its endpoint '{endpoint.Name}' has a fixed port and no proxy, so {count} replicas "
                + "cannot share it. Drop isProxied: false, the port, or the replicas.");
        }

        return At(endpoint, wished ?? NextFree());
    }

    private AllocatedEndpoint At(EndpointAnnotation endpoint, int port)
    {
        _given.Add(port);
        return new(endpoint, "127.0.0.1", port);
    }

    private int? Wished(IResource resource, EndpointAnnotation endpoint)
    {
        if (endpoint.Name == "http" && options.ChosenPorts.TryGetValue(resource.Name, out var chosen))
            return chosen;
        // A store's target port is a container's; a program of its own has the port it was told.
        var fixedPort = resource switch
        {
            ContainerResource => endpoint.Port,
            ProjectResource => endpoint.Port ?? endpoint.TargetPort,
            _ => endpoint.TargetPort ?? endpoint.Port,
        };
        var mustBeSo = resource is ExecutableResource
            && endpoint.TargetPort is not null && endpoint.TargetPortEnvironmentVariable is null;
        return options.RandomizePorts && !mustBeSo ? null : fixedPort;
    }

    private int NextFree()
    {
        _block ??= TakeBlock();
        while (true)
        {
            var port = First + _next++;
            // A block that is used up gives way to the system's choice, which is free now but not kept.
            if (_next % BlockSize == 0)
                return SystemsChoice();
            if (IsFree(port))
                return port;
        }
    }

    // Engines that start at the same time (tests do) must not choose the same free port: each holds a block by a lock.
    private FileStream TakeBlock()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"pawpal-ports-{Environment.UserName}");
        Directory.CreateDirectory(folder);
        var start = Random.Shared.Next(Blocks);
        for (var i = 0; i < Blocks; i++)
        {
            var block = (start + i) % Blocks;
            try
            {
                var path = Path.Combine(folder, block.ToString(CultureInfo.InvariantCulture));
                var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                _next = block * BlockSize;
                return held;
            }
            catch (IOException)
            {
                // Another engine has it.
            }
        }

        throw new ResourceFailure("ports", $"all {Blocks} blocks of ports are taken; see {folder}");
    }

    private static int SystemsChoice()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

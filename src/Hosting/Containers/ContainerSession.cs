using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>The containers of one run: begun when the first is needed, and cleared away at the end.</summary>
internal sealed class ContainerSession(
    ContainerEngines engines, ContainerApplication application, StoreForms forms, EngineOptions options,
    IResourceCollection resources)
    : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<OpenSession>? _open;

    /// <summary>The whole run ends, so what is to outlive it is let alone; before, a person stops what they stop.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Names the engine of a run that has not ended yet, for the start after a kill -9.</summary>
    private string Marker => Path.Combine(options.StateFolder, "containers");

    /// <summary>The engine's network is there, and what an earlier run has left is gone.</summary>
    public Task<OpenSession> OpenAsync(ContainerEngine engine, CancellationToken ct)
    {
        lock (_lock)
            return (_open ??= BeginAsync(engine)).WaitAsync(ct);
    }

    /// <summary>Removes the containers that a killed run left behind.</summary>
    /// <returns>Their names.</returns>
    public async Task<IReadOnlyList<string>> CleanAsync(CancellationToken ct)
    {
        if (!File.Exists(Marker))
            return [];
        var (engine, _) = await engines.FindAsync(ct);
        if (engine is null || await File.ReadAllTextAsync(Marker, ct) != engine.Name)
            return [];
        var left = await ContainerRemains.RemoveAsync(engine, application, ct);
        File.Delete(Marker);
        return left;
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is not { IsCompletedSuccessfully: true })
            return;
        var open = await _open;
        _open = null;
        if (open.Doors is { } doors)
            await doors.DisposeAsync();
        await ContainerRemains.RemoveAsync(open.Engine, application, CancellationToken.None, evenOfOurs: true);
        // A container that outlives the run keeps its network: the engine refuses, and rightly so.
        await open.Engine.RunAsync(["network", "rm", open.Network.Name], CancellationToken.None);
        File.Delete(Marker);
    }

    private async Task<OpenSession> BeginAsync(ContainerEngine engine)
    {
        await ContainerRemains.RemoveAsync(engine, application, CancellationToken.None);
        await File.WriteAllTextAsync(Marker, engine.Name);
        var network = await ContainerNetwork.EnsureAsync(engine, application, CancellationToken.None);
        var doors = network.Gateway is { } gateway ? new HostDoors(gateway) : null;
        var open = new OpenSession(engine, network, doors);
        foreach (var resource in resources.OfType<IResourceWithEndpoints>())
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                endpoint.SeenByContainers = ct => SeenAsync(open, resource, endpoint, ct);
        }

        return open;
    }

    private async Task<AllocatedEndpoint> SeenAsync(
        OpenSession open, IResource owner, EndpointAnnotation endpoint, CancellationToken ct)
    {
        var isContainer = owner switch
        {
            PostgresServerResource or RedisResource =>
                (await forms.DecideAsync((ContainerResource)owner, ct)).Engine is not null,
            _ => owner is ContainerResource,
        };
        return isContainer
            ? new(endpoint, owner.Name, ContainerPlan.TargetPort(endpoint))
            : open.OnHost(endpoint);
    }
}

/// <summary>A session with its engine and its network.</summary>
internal sealed record OpenSession(ContainerEngine Engine, ContainerNetwork Network, HostDoors? Doors)
{
    /// <summary>Podman tells its containers the host's name by itself.</summary>
    public string[] HostOptions => Engine.Name == "podman" ? [] : [$"--add-host={Engine.HostName}:{HostAddress}"];

    private string HostAddress =>
        OperatingSystem.IsLinux() && Network.Gateway is { } gateway ? gateway.ToString() : "host-gateway";

    /// <summary>Where a container reaches an endpoint of a program of this machine; opens the way there.</summary>
    public AllocatedEndpoint OnHost(EndpointAnnotation endpoint)
    {
        var port = endpoint.AllocatedEndpoint!.Port;
        Doors?.Open(port);
        return new(endpoint, Engine.HostName, port);
    }
}

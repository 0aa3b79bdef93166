using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Run;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>States of the resources: to publish, to watch, to wait for.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly IServiceProvider _services;
    private readonly TimeProvider _clock;

    internal ResourceNotificationService(IServiceProvider services, TimeProvider clock)
    {
        _services = services;
        _clock = clock;
    }

    /// <summary>Changes what is known of a resource, of each replica alike, and tells everybody who watches.</summary>
    public async Task PublishUpdateAsync(
        IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var id in ReplicaIds.Of(resource))
            await PublishUpdateAsync(resource, id, stateFactory);
    }

    /// <summary>Changes what is known of one replica and tells everybody who watches.</summary>
    public Task PublishUpdateAsync(
        IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_lock)
        {
            var before = _current.TryGetValue(resourceId, out var known)
                ? known.Snapshot
                : FirstSnapshot.Of(resource, _clock.GetUtcNow().UtcDateTime);
            var change = new ResourceEvent(resource, resourceId, WithCommands(resource, stateFactory(before)));
            _current[resourceId] = change;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(change);
        }

        return Task.CompletedTask;
    }

    /// <summary>What is known of a resource now.</summary>
    /// <param name="resourceId">Its name, or a replica's id.</param>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
            return _current.TryGetValue(resourceId, out resourceEvent);
    }

    /// <summary>What is known of every resource now.</summary>
    internal IReadOnlyList<ResourceEvent> Current
    {
        get
        {
            lock (_lock)
                return [.. _current.Values];
        }
    }

    /// <summary>What is known of every resource, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var changes = Channel.CreateUnbounded<ResourceEvent>();
        lock (_lock)
        {
            foreach (var known in _current.Values)
                changes.Writer.TryWrite(known);
            _watchers.Add(changes);
        }

        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(cancellationToken))
                yield return change;
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(changes);
        }
    }

    /// <summary>Waits until the resource is in the state, Running when null.</summary>
    public async Task WaitForResourceAsync(
        string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until the resource is in one of the states, and returns it.</summary>
    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var wished = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitForResourceAsync(
            resourceName, e => e.Snapshot.State is { } state && wished.Contains(state.Text), cancellationToken);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until the resource, or one of its replicas, is as wished.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (IsNamed(change, resourceName) && predicate(change))
                return change;
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits until the resource runs and is healthy.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(
            resourceName, change => change.Snapshot.HealthStatus == HealthStatus.Healthy, cancellationToken);

    /// <summary>Waits until everything the resource waits for is as it should be.</summary>
    /// <exception cref="DistributedApplicationException">It never will be; the message names the cause.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new Waits(this).AllAsync(resource, cancellationToken);
    }

    /// <summary>The resource of this name that anything is known of.</summary>
    internal IResource? FindResource(string name)
    {
        lock (_lock)
        {
            return _current.Values.Select(known => known.Resource)
                .FirstOrDefault(resource => resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static bool IsNamed(ResourceEvent change, string name) =>
        change.Resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || change.ResourceId.Equals(name, StringComparison.OrdinalIgnoreCase);

    private CustomResourceSnapshot WithCommands(IResource resource, CustomResourceSnapshot snapshot) =>
        snapshot with
        {
            Commands =
            [
                .. resource.Annotations.OfType<ResourceCommandAnnotation>()
                    .Select(command => command.Snapshot(snapshot, _services)),
            ],
        };
}

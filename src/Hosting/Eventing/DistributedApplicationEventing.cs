using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <inheritdoc cref="IDistributedApplicationEventing"/>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly Lock _lock = new();
    private readonly List<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationEventSubscription((@event, ct) => callback((T)@event, ct)));
    }

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(
        IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(
            resource,
            (@event, ct) => ReferenceEquals(@event.Resource, resource) ? callback((T)@event, ct) : Task.CompletedTask));
    }

    /// <inheritdoc/>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (_lock)
            _subscriptions.RemoveAll(known => ReferenceEquals(known.Subscription, subscription));
    }

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc/>
    public Task PublishAsync<T>(
        T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var called = SubscribersOf<T>();
        return dispatchBehavior switch
        {
            EventDispatchBehavior.BlockingSequential => OneByOneAsync(called, @event, cancellationToken),
            EventDispatchBehavior.BlockingConcurrent => AllAtOnceAsync(called, @event, cancellationToken),
            EventDispatchBehavior.NonBlockingSequential =>
                GoOn(() => OneByOneAsync(called, @event, cancellationToken)),
            EventDispatchBehavior.NonBlockingConcurrent =>
                GoOn(() => AllAtOnceAsync(called, @event, cancellationToken)),
            _ => throw new ArgumentOutOfRangeException(nameof(dispatchBehavior), dispatchBehavior, "Unknown"),
        };
    }

    private static async Task OneByOneAsync(
        DistributedApplicationEventSubscription[] called, IDistributedApplicationEvent @event, CancellationToken ct)
    {
        foreach (var subscription in called)
            await subscription.Callback(@event, ct);
    }

    private static Task AllAtOnceAsync(
        DistributedApplicationEventSubscription[] called, IDistributedApplicationEvent @event, CancellationToken ct) =>
        Task.WhenAll(called.Select(subscription => Task.Run(() => subscription.Callback(@event, ct), ct)));

    private static Task GoOn(Func<Task> call)
    {
        _ = Task.Run(call);
        return Task.CompletedTask;
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        lock (_lock)
            _subscriptions.Add((typeof(T), subscription));
        return subscription;
    }

    private DistributedApplicationEventSubscription[] SubscribersOf<T>()
    {
        lock (_lock)
            return [.. _subscriptions.Where(known => known.Event == typeof(T)).Select(known => known.Subscription)];
    }
}

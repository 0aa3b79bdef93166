using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Something that happens in the life of the application.</summary>
public interface IDistributedApplicationEvent;

/// <summary>Something that happens to one resource.</summary>
public interface IDistributedApplicationResourceEvent : IDistributedApplicationEvent
{
    /// <summary>The resource it happens to.</summary>
    IResource Resource { get; }
}

/// <summary>How those who subscribed are called.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; the publisher waits for all, and an exception is the publisher's.</summary>
    BlockingSequential = 0,

    /// <summary>All at once; the publisher waits for all, and an exception is the publisher's.</summary>
    BlockingConcurrent = 1,

    /// <summary>One after the other, while the publisher goes on.</summary>
    NonBlockingSequential = 2,

    /// <summary>All at once, while the publisher goes on.</summary>
    NonBlockingConcurrent = 3,
}

/// <summary>Tells those who asked what happens, in the order in which they asked.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Calls back at every event of the type.</summary>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Calls back at every event of the type that happens to the resource.</summary>
    DistributedApplicationEventSubscription Subscribe<T>(
        IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    /// <summary>Ends a subscription; one that has ended already is left as it is.</summary>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Tells everybody who subscribed, one after the other.</summary>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;

    /// <summary>Tells everybody who subscribed.</summary>
    Task PublishAsync<T>(
        T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}

/// <summary>One wish to be told of events.</summary>
public class DistributedApplicationEventSubscription(
    Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>What is called.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback => callback;
}

/// <summary>One wish to be told of events of one resource.</summary>
public class DistributedApplicationResourceEventSubscription(
    IResource? resource, Func<IDistributedApplicationResourceEvent, CancellationToken, Task> callback)
    : DistributedApplicationEventSubscription((@event, ct) =>
        callback((IDistributedApplicationResourceEvent)@event, ct))
{
    /// <summary>The resource.</summary>
    public IResource? Resource => resource;
}

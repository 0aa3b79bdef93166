using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace PawPal.Hosting.Run;

/// <summary>Tells those who subscribed what happens in a run. Of several replicas the first speaks for all.</summary>
internal sealed class LifecycleEvents(
    IDistributedApplicationEventing eventing, IServiceProvider services, DistributedApplicationModel model)
{
    public Task BeforeStartAsync(CancellationToken ct) =>
        eventing.PublishAsync(new BeforeStartEvent(services, model), ct);

    public async Task EndpointsAllocatedAsync(CancellationToken ct)
    {
        foreach (var resource in model.Resources.OfType<IResourceWithEndpoints>().ToArray())
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), ct);
        foreach (var resource in model.Resources.OfType<IResourceWithConnectionString>().ToArray())
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), ct);
    }

    public Task AfterResourcesCreatedAsync(CancellationToken ct) =>
        eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), ct);

    public Task BeforeStartedAsync(Replica replica, CancellationToken ct) => replica.Index > 0
        ? Task.CompletedTask
        : eventing.PublishAsync(new BeforeResourceStartedEvent(replica.Resource, services), ct);

    public Task ReadyAsync(Replica replica, CancellationToken ct) => replica.Index > 0
        ? Task.CompletedTask
        : eventing.PublishAsync(new ResourceReadyEvent(replica.Resource, services), ct);

    /// <summary>Nobody is waited for: what has ended has ended.</summary>
    public Task StoppedAsync(Replica replica, ResourceEvent known) => replica.Index > 0
        ? Task.CompletedTask
        : eventing.PublishAsync(
            new ResourceStoppedEvent(replica.Resource, services, known), EventDispatchBehavior.NonBlockingSequential);
}

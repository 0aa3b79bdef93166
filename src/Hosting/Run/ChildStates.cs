using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Run;

/// <summary>What lies inside a resource goes down with it, and comes back once it is healthy again.</summary>
internal sealed class ChildStates(RunSet runs, ResourceNotificationService states)
{
    private readonly HashSet<ResourceRun> _down = [];

    public async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var change in states.WatchAsync(ct))
            {
                foreach (var child in runs.Inside(change.Resource))
                    await FollowAsync(child, change.Snapshot, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }

    private async Task FollowAsync(ResourceRun child, CustomResourceSnapshot parent, CancellationToken ct)
    {
        var isUp = parent.Is(KnownResourceStates.Running);
        if (!isUp && (_down.Contains(child) || IsRunning(child)))
        {
            _down.Add(child);
            await states.PublishUpdateAsync(
                child.Resource, child.Replica.Id, snapshot => snapshot with { State = parent.State });
        }
        else if (parent.HealthStatus == HealthStatus.Healthy && _down.Remove(child))
        {
            try
            {
                await child.StartAgainAsync(ct);
            }
            catch (ResourceFailure)
            {
                // The run has told it.
            }
        }
    }

    private bool IsRunning(ResourceRun child) =>
        states.TryGetCurrentState(child.Replica.Id, out var known) && known.Snapshot.Is(KnownResourceStates.Running);
}

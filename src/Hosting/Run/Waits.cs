using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Run;

/// <summary>Lets a resource start when what it waits for is as it should be.</summary>
internal sealed class Waits(ResourceNotificationService states)
{
    public static IReadOnlyList<WaitAnnotation> Of(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToList();
        // A database is made in a server that answers.
        if (resource is IResourceWithParent child)
            waits.Add(new WaitAnnotation(child.Parent, WaitType.WaitUntilHealthy));
        return waits;
    }

    /// <exception cref="ResourceFailure">A dependency failed, so the wait can never end well.</exception>
    public Task AllAsync(IResource resource, CancellationToken ct) =>
        Task.WhenAll(Of(resource).Select(wait => OneAsync(resource, wait, ct)));

    private async Task OneAsync(IResource resource, WaitAnnotation wait, CancellationToken ct)
    {
        var outcome = await states.WaitForResourceAsync(
            wait.Resource.Name,
            change => IsMet(wait, change.Snapshot) || Failure(wait, change.Snapshot) is not null, ct);
        if (!IsMet(wait, outcome.Snapshot))
        {
            throw new ResourceFailure(
                resource.Name, $"not started, because {wait.Resource.Name} {Failure(wait, outcome.Snapshot)}.");
        }
    }

    private static bool IsMet(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => snapshot.HealthStatus == HealthStatus.Healthy,
        WaitType.WaitUntilStarted => snapshot.State?.Text == KnownResourceStates.Running,
        WaitType.WaitForCompletion => IsOver(snapshot) && snapshot.ExitCode == wait.ExitCode,
        _ => throw new InvalidOperationException($"Unknown wait '{wait.WaitType}'"),
    };

    private static bool IsOver(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Finished || snapshot.State?.Text == KnownResourceStates.Exited;

    private static string? Failure(WaitAnnotation wait, CustomResourceSnapshot snapshot)
    {
        if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
            return "failed to start";
        return IsOver(snapshot) && !IsMet(wait, snapshot) ? $"ended with code {snapshot.ExitCode}" : null;
    }
}

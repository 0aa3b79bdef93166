using Aspire.Hosting;
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
        if (resource is IResourceWithParent child && !resource.IsGiven())
            waits.Add(new WaitAnnotation(child.Parent, WaitType.WaitUntilHealthy));
        return waits;
    }

    /// <param name="say">Told what is waited for, and what came of it.</param>
    /// <exception cref="ResourceFailure">A dependency failed, so the wait can never end well.</exception>
    public Task AllAsync(IResource resource, CancellationToken ct, Action<string>? say = null) =>
        Task.WhenAll(Of(resource).Select(wait => OneAsync(resource, wait, say ?? (_ => { }), ct)));

    private async Task OneAsync(IResource resource, WaitAnnotation wait, Action<string> say, CancellationToken ct)
    {
        say($"Waiting for resource '{wait.Resource.Name}' {Wish(wait)}.");
        await Task.WhenAll(ReplicaIds.Of(wait.Resource).Select(id => OneAsync(resource, wait, id, say, ct)));
        say($"Finished waiting for resource '{wait.Resource.Name}'.");
    }

    private async Task OneAsync(
        IResource resource, WaitAnnotation wait, string id, Action<string> say, CancellationToken ct)
    {
        var outcome = await states.WaitForResourceAsync(
            id, change => IsMet(wait, change.Snapshot) || Failure(wait, change.Snapshot) is not null, ct);
        if (IsMet(wait, outcome.Snapshot))
            return;
        var failure = new ResourceFailure(
            resource.Name, $"not started, because {wait.Resource.Name} {Failure(wait, outcome.Snapshot)}.");
        say(failure.Message);
        throw failure;
    }

    private static string Wish(WaitAnnotation wait) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => "to become healthy",
        WaitType.WaitForCompletion => "to complete",
        _ => "to start",
    };

    private static bool IsMet(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => snapshot.HealthStatus == HealthStatus.Healthy,
        // A short job may have run its whole course before anybody looked.
        WaitType.WaitUntilStarted => snapshot.Is(KnownResourceStates.Running)
            || snapshot.Is(KnownResourceStates.Active) || snapshot.Is(KnownResourceStates.Finished),
        WaitType.WaitForCompletion => HasEnded(snapshot) && snapshot.ExitCode == wait.ExitCode,
        _ => throw new InvalidOperationException($"Unknown wait '{wait.WaitType}'"),
    };

    private static bool HasEnded(CustomResourceSnapshot snapshot) =>
        snapshot.Is(KnownResourceStates.Finished) || snapshot.Is(KnownResourceStates.Exited);

    private static string? Failure(WaitAnnotation wait, CustomResourceSnapshot snapshot)
    {
        if (snapshot.Is(KnownResourceStates.FailedToStart))
        {
            return snapshot.Property(ResourceProperties.Failure) is { } why
                ? $"failed to start: {why.TrimEnd('.')}"
                : "failed to start";
        }

        return HasEnded(snapshot) && !IsMet(wait, snapshot) ? $"ended with code {snapshot.ExitCode}" : null;
    }
}

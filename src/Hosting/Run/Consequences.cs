using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Tells who waits for whom, and who waits in vain.</summary>
internal static class Consequences
{
    /// <summary>A line for each resource that the failure kept from starting, directly or through others.</summary>
    public static IEnumerable<string> Of(
        ResourceFailure failure, IEnumerable<IResource> resources, ResourceNotificationService states)
    {
        var failed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [failure.Resource] = FirstClause(failure.Cause),
        };
        var open = resources.Where(r => r.Name != failure.Resource && IsWaiting(r, states)).ToList();
        while (open.Select(r => (r, Cause: Waits.Of(r).FirstOrDefault(w => failed.ContainsKey(w.Resource.Name))))
            .FirstOrDefault(found => found.Cause is not null) is { Cause: { } wait } next)
        {
            open.Remove(next.r);
            failed[next.r.Name] = "was not started";
            yield return $"{next.r.Name}: not started, because {wait.Resource.Name} {failed[wait.Resource.Name]}.";
        }
    }

    /// <summary>What is not up yet, and what it waits for.</summary>
    public static IEnumerable<string> Pending(
        IEnumerable<Replica> replicas, ResourceNotificationService states, HealthWatch health)
    {
        foreach (var (resource, id, _) in replicas)
        {
            if (!states.TryGetCurrentState(id, out var known))
                continue;
            var state = known.Snapshot.State?.Text;
            if (state == KnownResourceStates.Waiting)
                yield return $"{id} waits for {Names(Waits.Of(resource))}";
            else if (state == KnownResourceStates.Starting)
                yield return $"{id} starts";
            else if (state == KnownResourceStates.Running && health.Reason(id) is { } why)
                yield return $"{id} is not healthy ({why})";
        }
    }

    private static string Names(IEnumerable<WaitAnnotation> waits) =>
        string.Join(", ", waits.Select(wait => wait.Resource.Name));

    private static bool IsWaiting(IResource resource, ResourceNotificationService states) =>
        states.TryGetCurrentState(ReplicaIds.Of(resource)[0], out var known)
        && (known.Snapshot.State?.Text == KnownResourceStates.Waiting
            || known.Snapshot.State?.Text == KnownResourceStates.NotStarted
            || known.Snapshot.State?.Text == KnownResourceStates.FailedToStart);

    private static string FirstClause(string cause)
    {
        var end = cause.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? cause : cause[..end]).TrimEnd('.');
    }
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many processes a resource has.</summary>
/// <param name="replicas">At least 1.</param>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    public int Replicas { get; } = replicas >= 1
        ? replicas
        : throw new ArgumentOutOfRangeException(nameof(replicas), replicas, "A resource has at least one replica.");
}

/// <summary>Asks resources.</summary>
public static partial class ResourceExtensions
{
    /// <summary>The number of processes the resource has.</summary>
    public static int GetReplicaCount(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
    }
}

using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    /// <summary>
    /// Starts the project several times, each with ports of its own. A fixed port is served by a proxy in front of
    /// them.
    /// </summary>
    /// <param name="replicas">At least 1.</param>
    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }
}

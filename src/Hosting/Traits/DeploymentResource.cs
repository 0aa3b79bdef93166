using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>
/// What a deployment needs and Aspire's manifest has no word for, as one more resource of the manifest. Its type is
/// <c>pawpal.deployment.v0</c>; its format stands in docs/deployment.schema.json.
/// </summary>
public sealed class DeploymentResource(string name) : Resource(name);

/// <summary>Adds the deployment resource.</summary>
public static class DeploymentBuilderExtensions
{
    /// <summary>Writes replicas, waits, probes and traits of every resource into the manifest.</summary>
    /// <param name="name">The resource's name in the manifest.</param>
    public static IResourceBuilder<DeploymentResource> AddDeployment(
        this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var deployment = builder.CreateResourceBuilder(new DeploymentResource(name));
        // Nothing of it runs, so a run does not show it.
        if (builder.ExecutionContext.IsPublishMode)
            builder.AddResource(deployment.Resource);
        return deployment.WithManifestPublishingCallback(
            context => DeploymentWriter.Write(context.Writer, builder.Resources));
    }
}

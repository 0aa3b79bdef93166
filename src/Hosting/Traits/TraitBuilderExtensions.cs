using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>Says what only a deployment needs. A run ignores it, save for endpoints and health.</summary>
public static partial class TraitBuilderExtensions
{
    /// <summary>The number of replicas follows the load.</summary>
    /// <param name="min">The fewest, 1 or more.</param>
    /// <param name="max">The most, not below <paramref name="min"/>.</param>
    /// <param name="cpu">The load to keep, in per cent of the requested CPU, 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static IResourceBuilder<T> WithAutoscaling<T>(
        this IResourceBuilder<T> builder, int min, int max, int cpu = 70)
        where T : IResource
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        ArgumentOutOfRangeException.ThrowIfLessThan(cpu, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cpu, 100);
        return builder.Replace(new AutoscalingTrait(min, max, cpu));
    }

    /// <summary>What one replica gets: quantities as Kubernetes writes them.</summary>
    /// <param name="cpu">Cores set aside for it, such as <c>250m</c>.</param>
    /// <param name="memory">Memory set aside for it, such as <c>256Mi</c>.</param>
    /// <param name="cpuLimit">The most cores it may use.</param>
    /// <param name="memoryLimit">The most memory it may use; more ends the process.</param>
    /// <param name="storage">Temporary files set aside for it.</param>
    /// <param name="storageLimit">The most temporary files it may write.</param>
    /// <exception cref="FormatException">A quantity is not written as asked for.</exception>
    public static IResourceBuilder<T> WithResources<T>(
        this IResourceBuilder<T> builder, string cpu, string memory, string cpuLimit, string memoryLimit,
        string storage = "64Mi", string storageLimit = "256Mi")
        where T : IResource
    {
        foreach (var quantity in new[] { cpu, memory, cpuLimit, memoryLimit, storage, storageLimit })
        {
            if (!Quantity.IsMatch(quantity))
                throw new FormatException($"'{quantity}' is not a quantity such as 250m, 1 or 256Mi.");
        }

        return builder.Replace(new ResourcesTrait(
            new(cpu, memory, storage), new(cpuLimit, memoryLimit, storageLimit)));
    }

    /// <summary>The resource calls hosts outside of the application, such as a mail server or people's webhooks.</summary>
    public static IResourceBuilder<T> WithEgress<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.Replace(new EgressTrait());

    /// <summary>The resource is reached from outside under these host names, the main one first.</summary>
    /// <exception cref="ArgumentException">There is none, or one is not a host name.</exception>
    public static IResourceBuilder<T> WithPublicHost<T>(this IResourceBuilder<T> builder, params string[] hosts)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(hosts);
        if (hosts.Length == 0)
            throw new ArgumentException("At least one host name is needed.", nameof(hosts));
        foreach (var host in hosts)
        {
            if (Uri.CheckHostName(host) != UriHostNameType.Dns)
                throw new ArgumentException($"'{host}' is not a host name.", nameof(hosts));
        }

        return builder.Replace(new PublicHostTrait(hosts));
    }

    /// <summary>
    /// Prometheus reads figures from the resource, on an endpoint of its own: <c>metrics</c>, whose port the process
    /// gets as <c>METRICS_PORT</c>. A run takes any free port.
    /// </summary>
    /// <param name="port">The port of a deployment.</param>
    /// <param name="path">The path.</param>
    public static IResourceBuilder<T> WithMetrics<T>(
        this IResourceBuilder<T> builder, int port, string path = "/metrics")
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var isPublish = builder.ApplicationBuilder.ExecutionContext.IsPublishMode;
        return builder
            .WithHttpEndpoint(targetPort: isPublish ? port : null, name: "metrics", env: "METRICS_PORT")
            .Replace(new MetricsTrait("metrics", path));
    }

    /// <summary>The port the process listens on in a deployment. A run takes any free port.</summary>
    /// <param name="port">1 to 65535.</param>
    /// <param name="endpoint">The endpoint's name.</param>
    public static IResourceBuilder<T> WithDeployedPort<T>(
        this IResourceBuilder<T> builder, int port, string endpoint = "http")
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder.WithEndpoint(endpoint, known => known.TargetPort = port, createIfNotExists: false)
            : builder;
    }

    /// <summary>
    /// How a platform asks the resource whether it is as it should be. A run counts <paramref name="ready"/> as its
    /// health.
    /// </summary>
    /// <param name="live">The path that answers while the process is worth keeping.</param>
    /// <param name="ready">The path that answers while requests can be served.</param>
    /// <param name="endpoint">The endpoint's name.</param>
    public static IResourceBuilder<T> WithProbes<T>(
        this IResourceBuilder<T> builder, string live, string ready, string endpoint = "http")
        where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(ready, endpointName: endpoint).Replace(new ProbesTrait(endpoint, live, ready));

    /// <summary>Gives the resource's objects on a platform the names that people know them by.</summary>
    /// <param name="objects">The name of its objects; null: the application's name and its own.</param>
    /// <param name="container">The name of its container; null: its own.</param>
    /// <exception cref="ArgumentException">Neither is given.</exception>
    public static IResourceBuilder<T> WithObjectNames<T>(
        this IResourceBuilder<T> builder, string? objects = null, string? container = null)
        where T : IResource => objects is null && container is null
            ? throw new ArgumentException("A name is needed, of the objects or of the container.", nameof(objects))
            : builder.Replace(new ObjectNamesTrait(objects, container));

    /// <summary>
    /// The name of the server's user in a deployment. A run keeps the server's own default, as data of earlier runs
    /// belongs to it.
    /// </summary>
    /// <param name="userName">The user.</param>
    public static IResourceBuilder<PostgresServerResource> WithDeployedUserName(
        this IResourceBuilder<PostgresServerResource> builder, string userName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        return application.ExecutionContext.IsPublishMode
            ? builder.WithUserName(
                application.AddParameter($"{builder.Resource.Name}-user", userName, publishValueAsDefault: true))
            : builder;
    }

    /// <summary>
    /// The program takes the text <c>{file:/path}</c> in a variable for what that file holds, and
    /// <c>{file:/path|uri}</c> for its percent-encoded form. A platform that can hand secrets over as files does so; a
    /// run does not.
    /// </summary>
    public static IResourceBuilder<T> WithSecretFiles<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder.Replace(new SecretFilesTrait());

    private static IResourceBuilder<T> Replace<T, TTrait>(this IResourceBuilder<T> builder, TTrait trait)
        where T : IResource
        where TTrait : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(trait, ResourceAnnotationMutationBehavior.Replace);
    }

    [GeneratedRegex("^[0-9]+(\\.[0-9]+)?(m|k|M|G|Ki|Mi|Gi)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quantity { get; }
}

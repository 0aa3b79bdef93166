using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Gives the resource another's connection string as <c>ConnectionStrings__name</c>, and its parts as
    /// <c>NAME_HOST</c>, <c>NAME_PORT</c> and so on.
    /// </summary>
    /// <param name="source">What is referred to.</param>
    /// <param name="connectionName">Another name than the source's.</param>
    /// <param name="optional">Whether an empty connection string is left out instead of refused.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithRelationship(resource, "Reference").WithEnvironment(async context =>
        {
            var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
            if (!optional || !string.IsNullOrEmpty(await resource.GetConnectionStringAsync(context.CancellationToken)))
                context.EnvironmentVariables[variable] = resource;
            if (resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().Any())
                return;
            foreach (var (part, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[$"{VariableName(name)}_{part.ToUpperInvariant()}"] = value;
        });
    }

    /// <summary>
    /// Lets the resource find another by name: each endpoint as <c>services__name__endpoint__0</c> and
    /// <c>NAME_ENDPOINT</c>.
    /// </summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        return builder.WithRelationship(resource, "Reference").WithEnvironment(context =>
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                AddDiscovery(context, new EndpointReference(resource, endpoint.Name));
        });
    }

    /// <summary>Lets the resource find one endpoint of another by name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithRelationship(endpointReference.Resource, "Reference")
            .WithEnvironment(context => AddDiscovery(context, endpointReference));
    }

    /// <summary>Lets the resource find an address outside the application by name.</summary>
    /// <exception cref="InvalidOperationException">The address is not absolute, or has a path.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
            throw new InvalidOperationException($"The address of '{name}' must be absolute, and its path '/'.");
        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString())
            .WithEnvironment(VariableName(name), uri.ToString());
    }

    /// <summary>The resource has to do with another; the tools show it.</summary>
    /// <param name="resource">The other.</param>
    /// <param name="type">"Reference", "Parent" or a word of the application's own.</param>
    public static IResourceBuilder<T> WithRelationship<T>(
        this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));
    }

    /// <summary>The resource belongs below another; the tools show it so.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(parent);
        return builder.WithRelationship(parent.Resource, "Parent");
    }

    private static void AddDiscovery(EnvironmentCallbackContext context, EndpointReference endpoint)
    {
        var name = endpoint.Resource.Name;
        context.EnvironmentVariables[$"services__{name}__{endpoint.EndpointName}__0"] = endpoint;
        context.EnvironmentVariables[$"{VariableName(name)}_{VariableName(endpoint.EndpointName)}"] = endpoint;
    }

    private static string VariableName(string name) => name.Replace('-', '_').ToUpperInvariant();
}

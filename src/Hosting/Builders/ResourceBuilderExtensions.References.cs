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
            var isThere = context.ExecutionContext.IsPublishMode
                || !optional || !string.IsNullOrEmpty(await ValueOrNullAsync(resource, context.CancellationToken));
            if (isThere)
                context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
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
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithReference(source, source.Resource.Name);
    }

    /// <summary>Lets the resource find one endpoint of another by name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithRelationship(endpointReference.Resource, "Reference")
            .WithEnvironment(context =>
                AddDiscovery(context, endpointReference, endpointReference.Resource.Name));
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

    /// <summary>
    /// Lets the resource find an external service by name: its address as <c>services__name__scheme__0</c> and
    /// <c>NAME</c>.
    /// </summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        return builder.WithRelationship(service, "Reference").WithEnvironment(async context =>
        {
            // Where the address is not known yet, its scheme is not either.
            var uri = service.Uri is null && context.ExecutionContext.IsPublishMode
                ? null
                : await service.UriAsync(context.CancellationToken);
            var scheme = uri?.Scheme ?? "default";
            context.EnvironmentVariables[$"services__{service.Name}__{scheme}__0"] = service.Address;
            context.EnvironmentVariables[VariableName(service.Name)] = service.Address;
        });
    }

    /// <summary>Lets the resource find another by a name of its own choice.</summary>
    /// <param name="name">The name in <c>services__name__endpoint__0</c> and <c>NAME_ENDPOINT</c>.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source,
        string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var resource = source.Resource;
        return builder.WithRelationship(resource, "Reference").WithEnvironment(context =>
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                AddDiscovery(context, new EndpointReference(resource, endpoint.Name), name);
        });
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

    /// <inheritdoc cref="WithRelationship{T}(IResourceBuilder{T}, IResource, string)"/>
    public static IResourceBuilder<T> WithRelationship<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder, string type)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resourceBuilder);
        return builder.WithRelationship(resourceBuilder.Resource, type);
    }

    /// <summary>The resource belongs below another; the tools show it so.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent)
        where T : IResource => builder.WithRelationship(parent, "Parent");

    /// <summary>The resource belongs below another; the tools show it so.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(parent);
        return builder.WithRelationship(parent.Resource, "Parent");
    }

    private static void AddDiscovery(EnvironmentCallbackContext context, EndpointReference endpoint, string name)
    {
        context.EnvironmentVariables[$"services__{name}__{endpoint.EndpointName}__0"] = endpoint;
        context.EnvironmentVariables[$"{VariableName(name)}_{VariableName(endpoint.EndpointName)}"] = endpoint;
    }

    private static async ValueTask<string?> ValueOrNullAsync(
        IResourceWithConnectionString resource, CancellationToken ct)
    {
        try
        {
            return await resource.GetConnectionStringAsync(ct);
        }
        catch (MissingParameterValueException)
        {
            return null;
        }
    }

    private static string VariableName(string name) => name.Replace('-', '_').ToUpperInvariant();
}

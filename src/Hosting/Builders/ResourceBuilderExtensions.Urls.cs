using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Shows an address with the resource.</summary>
    /// <param name="url">An absolute address, or a path below the resource's first HTTP endpoint.</param>
    /// <param name="displayText">What stands in its place; the address itself when null.</param>
    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder, string url, string? displayText = null)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        return builder.WithUrls(context => context.Urls.Add(new ResourceUrlAnnotation
        {
            Url = url,
            DisplayText = displayText,
            Endpoint = Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !absolute.IsFile
                ? null
                : HttpEndpoint(context.Resource),
        }));
    }

    /// <summary>Shows an address made of values that are known at the start.</summary>
    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder, ReferenceExpression url, string? displayText = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(url);
        return builder.WithUrls(async context =>
        {
            if (await url.GetValueAsync(context.CancellationToken) is { Length: > 0 } resolved)
                context.Urls.Add(new ResourceUrlAnnotation { Url = resolved, DisplayText = displayText });
        });
    }

    /// <summary>Shows an interpolated address with references in it.</summary>
    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder, in ReferenceExpression.ExpressionInterpolatedStringHandler url,
        string? displayText = null)
        where T : IResource => builder.WithUrl(ReferenceExpression.Create(url), displayText);

    /// <summary>Changes the address that stands for an endpoint.</summary>
    /// <param name="endpointName">The endpoint's name; nothing happens when the resource has none of this name.</param>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithUrls(context =>
        {
            foreach (var url in context.Urls.Where(url => Names(url.Endpoint, endpointName)).ToArray())
                callback(url);
        });
    }

    /// <summary>Adds an address made from an endpoint.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName,
        Func<EndpointReference, ResourceUrlAnnotation> callback)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithUrls(context =>
        {
            if (context.GetEndpoint(endpointName) is not { } endpoint)
                return;
            var url = callback(endpoint);
            context.Urls.Add(new ResourceUrlAnnotation
            {
                Url = url.Url,
                DisplayText = url.DisplayText,
                DisplayLocation = url.DisplayLocation,
                DisplayOrder = url.DisplayOrder,
                Endpoint = endpoint,
            });
        });
    }

    /// <summary>Changes the addresses of the resource once its ports are known.</summary>
    public static IResourceBuilder<T> WithUrls<T>(
        this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));
    }

    /// <summary>Changes the addresses of the resource once its ports are known.</summary>
    public static IResourceBuilder<T> WithUrls<T>(
        this IResourceBuilder<T> builder, Func<ResourceUrlsCallbackContext, Task> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));
    }

    private static bool Names(EndpointReference? endpoint, string name) =>
        string.Equals(endpoint?.EndpointName, name, StringComparison.OrdinalIgnoreCase);

    private static EndpointReference? HttpEndpoint(IResource resource) =>
        resource is IResourceWithEndpoints owner
        && resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => e.UriScheme is "http" or "https")
            is { } endpoint
            ? new EndpointReference(owner, endpoint.Name)
            : null;
}

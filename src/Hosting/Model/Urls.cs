namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a URL is shown.</summary>
public enum UrlDisplayLocation
{
    /// <summary>In the table of resources and on the resource's own page.</summary>
    SummaryAndDetails,

    /// <summary>On the resource's own page only.</summary>
    DetailsOnly,
}

/// <summary>An address of the resource, for people.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address; a relative one begins at <see cref="Endpoint"/>.</summary>
    public required string Url { get; set; }

    /// <summary>What stands in its place; the address itself when null.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint it belongs to, or null.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Where it is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }

    /// <summary>Higher ones come first.</summary>
    public int? DisplayOrder { get; set; }
}

/// <summary>Changes the addresses of the resource once its ports are known.</summary>
public sealed class ResourceUrlsCallbackAnnotation(Func<ResourceUrlsCallbackContext, Task> callback)
    : IResourceAnnotation
{
    public ResourceUrlsCallbackAnnotation(Action<ResourceUrlsCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    public Func<ResourceUrlsCallbackContext, Task> Callback => callback;
}

/// <summary>What a callback for addresses works on.</summary>
/// <param name="executionContext">Run or publish.</param>
/// <param name="resource">The resource.</param>
/// <param name="urls">The addresses so far: one for each endpoint.</param>
public class ResourceUrlsCallbackContext(
    DistributedApplicationExecutionContext executionContext, IResource resource,
    IList<ResourceUrlAnnotation>? urls = null, CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext => executionContext;

    public IResource Resource => resource;

    public IList<ResourceUrlAnnotation> Urls { get; } = urls ?? [];

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>An endpoint of the resource; null when it has none of this name.</summary>
    public EndpointReference? GetEndpoint(string name) =>
        resource is IResourceWithEndpoints owner && new EndpointReference(owner, name) is { Exists: true } endpoint
            ? endpoint
            : null;
}

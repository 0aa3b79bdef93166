using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>The addresses of a resource as the model wants them shown, those for people first.</summary>
internal static class ResourceUrls
{
    public static async Task<ImmutableArray<UrlSnapshot>> OfAsync(Replica replica, CancellationToken ct)
    {
        var resource = replica.Resource;
        if (resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().Any())
            return [];
        var context = new ResourceUrlsCallbackContext(
            new(DistributedApplicationOperation.Run), resource, [.. OfEndpoints(replica)], ct);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
            await annotation.Callback(context);
        return [.. context.Urls.Select(url => Snapshot(replica, url)).OfType<UrlSnapshot>()
            .OrderBy(url => url.IsInternal).ThenByDescending(url => url.DisplayProperties.SortOrder)];
    }

    private static IEnumerable<ResourceUrlAnnotation> OfEndpoints(Replica replica) =>
        replica.Resource is not IResourceWithEndpoints owner
            ? []
            : owner.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null)
                .Select(e => new ResourceUrlAnnotation
                {
                    Url = replica.At(e)!.UriString,
                    Endpoint = new EndpointReference(owner, e.Name),
                });

    private static UrlSnapshot? Snapshot(Replica replica, ResourceUrlAnnotation url)
    {
        var endpoint = url.Endpoint?.EndpointAnnotation;
        var root = endpoint is not null && replica.At(endpoint) is { } at ? new Uri(at.UriString) : null;
        var address = Uri.TryCreate(url.Url, UriKind.Absolute, out var absolute) && !absolute.IsFile
            ? url.Url
            : root is null ? null : new Uri(root, url.Url).ToString();
        // A path of a resource without endpoints leads nowhere.
        return address is null
            ? null
            : new UrlSnapshot(
                url.Endpoint?.EndpointName, address,
                url.DisplayLocation == UrlDisplayLocation.DetailsOnly || endpoint is { IsExternal: false })
            {
                DisplayProperties = new(url.DisplayText ?? "", url.DisplayOrder ?? 0),
            };
    }
}

using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>The addresses of a resource, those for people first.</summary>
internal static class ResourceUrls
{
    public static ImmutableArray<UrlSnapshot> Of(IResource resource)
    {
        if (resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().Any())
            return [];
        return
        [
            .. resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null)
                .Select(e => new UrlSnapshot(e.Name, e.AllocatedEndpoint!.UriString, !e.IsExternal))
                .OrderBy(url => url.IsInternal),
        ];
    }
}

using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>The addresses of a resource, those for people first.</summary>
internal static class ResourceUrls
{
    public static ImmutableArray<UrlSnapshot> Of(Replica replica)
    {
        var resource = replica.Resource;
        if (resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().Any())
            return [];
        return
        [
            .. resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null)
                .Select(e => new UrlSnapshot(e.Name, replica.At(e)!.UriString, !e.IsExternal))
                .OrderBy(url => url.IsInternal),
        ];
    }
}

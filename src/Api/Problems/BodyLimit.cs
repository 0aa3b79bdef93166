using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace PawPal.Api;

/// <summary>
/// JSON is small. The server's own limit is wider, because beyond it Kestrel closes the connection with the body half
/// read, and a client that is still sending never sees why; up to it, the rest is read away after our answer.
/// </summary>
internal static class BodyLimit
{
    private const int MostBytes = 1_000_000;
    private const string Json = "application/json";

    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        // An endpoint that takes sound or files limits them itself.
        var accepted = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes;
        if (accepted is null || accepted.Any(type => type is not (Json or "*/*")))
            return next(http);
        if (http.Request.ContentLength > MostBytes)
            return http.ProblemAsync(Problems.BodyTooLarge);
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (http.Request.ContentLength is null && limit is { IsReadOnly: false })
            limit.MaxRequestBodySize = MostBytes;
        return next(http);
    }
}

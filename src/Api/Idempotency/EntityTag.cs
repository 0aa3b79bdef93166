using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace PawPal.Api.Idempotency;

/// <summary>A version as a header: <c>ETag: "7"</c>, <c>If-Match: "7"</c> (RFC 9110, 8.8.3 and 13.1.1).</summary>
internal static class EntityTag
{
    // No row has this version: a tag that is not ours matches nothing.
    private const int Unknown = -1;

    public static void Set(HttpResponse response, int version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Null without the header; a version that nothing has when it names another thing.</summary>
    public static int? IfMatch(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(HeaderNames.IfMatch, out var values))
            return null;
        return values is [['"', .. var text, '"']]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : Unknown;
    }
}

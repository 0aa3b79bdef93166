using PawPal.Contracts.Accounts;

namespace PawPal.Web.Session;

/// <summary>The cookies of <see cref="BrowserSession"/> under the names they have on this connection.</summary>
internal static class SessionCookies
{
    private const string HostPrefix = "__Host-";

    /// <summary>
    /// Under https only the prefixed name counts for the tokens: a neighbouring host could have set the plain one.
    /// The expiry is no secret and decides nothing, so either name will do.
    /// </summary>
    public static string? Read(HttpRequest request, string name)
    {
        if (request.IsHttps && Value(request, HostPrefix + name) is { } prefixed)
            return prefixed;
        var plainIsEnough = !request.IsHttps || name is BrowserSession.ExpiryCookie;
        return plainIsEnough ? Value(request, name) : null;
    }

    /// <summary>Ends the session on this browser; the tokens themselves are the backend's to end.</summary>
    public static void Clear(HttpResponse response)
    {
        string[] names = [BrowserSession.AccessCookie, BrowserSession.RefreshCookie, BrowserSession.ExpiryCookie];
        foreach (var name in names)
        {
            response.Cookies.Delete(name, new CookieOptions { Path = "/", SameSite = SameSiteMode.Lax });
            response.Cookies.Delete(
                HostPrefix + name, new CookieOptions { Path = "/", SameSite = SameSiteMode.Lax, Secure = true });
        }
    }

    private static string? Value(HttpRequest request, string name) =>
        request.Cookies[name] is { Length: > 0 } value ? value : null;
}

using System.Globalization;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Sessions;

/// <summary>A browser's session: tokens in cookies that no script can read.</summary>
internal static class SessionCookies
{
    // A browser accepts a __Host- cookie only from this very host over https, so no neighbour can plant one.
    private const string HostPrefix = "__Host-";

    /// <summary>True when the request says that it comes from our page: other sites cannot set this header.</summary>
    public static bool IsFromPage(this HttpRequest request) =>
        request.Headers[BrowserSession.ClientHeader] is [BrowserSession.BrowserClient];

    public static string? AccessToken(HttpRequest request) =>
        request.Cookies[Name(request, BrowserSession.AccessCookie)];

    public static string? RefreshToken(HttpRequest request) =>
        request.Cookies[Name(request, BrowserSession.RefreshCookie)];

    public static void Write(HttpContext http, TokenResponse tokens)
    {
        var cookies = http.Response.Cookies;
        cookies.Append(
            Name(http.Request, BrowserSession.AccessCookie), tokens.AccessToken,
            Options(http, tokens.AccessTokenExpiresAt, readable: false));
        cookies.Append(
            Name(http.Request, BrowserSession.RefreshCookie), tokens.RefreshToken,
            Options(http, tokens.RefreshTokenExpiresAt, readable: false));
        cookies.Append(
            BrowserSession.ExpiryCookie,
            tokens.AccessTokenExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            Options(http, tokens.RefreshTokenExpiresAt, readable: true));
    }

    public static void Delete(HttpContext http)
    {
        var cookies = http.Response.Cookies;
        cookies.Delete(Name(http.Request, BrowserSession.AccessCookie), Options(http, null, readable: false));
        cookies.Delete(Name(http.Request, BrowserSession.RefreshCookie), Options(http, null, readable: false));
        cookies.Delete(BrowserSession.ExpiryCookie, Options(http, null, readable: true));
    }

    private static string Name(HttpRequest request, string name) => request.IsHttps ? HostPrefix + name : name;

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expires, bool readable) => new()
    {
        HttpOnly = !readable,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}

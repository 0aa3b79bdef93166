using FastEndpoints;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Sessions;

internal static class SessionAnswers
{
    private const int LongestToken = 200;

    /// <summary>Tokens in the body; for a page 204 and cookies, so that no script ever holds them.</summary>
    public static Task SessionAsync(this IEndpoint endpoint, TokenResponse tokens, int status, CancellationToken ct)
    {
        var http = endpoint.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.IsFromPage())
            return http.Response.SendAsync(tokens, status, cancellation: ct);
        SessionCookies.Write(http, tokens);
        return http.Response.SendNoContentAsync(ct);
    }

    /// <summary>The refresh token of the body, else of a page's cookie.</summary>
    public static string? RefreshToken(this HttpContext http, RefreshRequest? request)
    {
        var token = request?.RefreshToken
            ?? (http.Request.IsFromPage() ? SessionCookies.RefreshToken(http.Request) : null);
        return token is { Length: > 0 and <= LongestToken } ? token : null;
    }
}

using PawPal.Contracts.Accounts;

namespace PawPal.Web.Session;

/// <summary>
/// Lets a page drop cookies it cannot read: a refresh token that the backend no longer takes would otherwise send
/// the visitor round in circles.
/// </summary>
internal static class SessionEnd
{
    public static void MapSessionEnd(this IEndpointRouteBuilder app) => app.MapPost("/session/end", End);

    private static IResult End(HttpContext http)
    {
        // The header keeps other sites from logging people out: they cannot set it without a preflight.
        if (http.Request.Headers[BrowserSession.ClientHeader] != BrowserSession.BrowserClient)
            return Results.Problem("This address is for PawPal's own pages.", statusCode: 403);
        SessionCookies.Clear(http.Response);
        return Results.NoContent();
    }
}

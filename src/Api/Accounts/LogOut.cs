using FastEndpoints;
using PawPal.Api.Doors;
using PawPal.Api.Sessions;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class LogOutEndpoint(SessionStore sessions) : Endpoint<RefreshRequest>
{
    public override void Configure()
    {
        Post("accounts/logout");
        AllowAnonymous();
        Description(
            route => route.Accepts<RefreshRequest>(isOptional: true, "application/json", "*/*")
                .Produces(StatusCodes.Status204NoContent),
            clearDefaults: true);
        Options(route => route.RequireRateLimiting(Door.Refresh));
        Summary(s =>
        {
            s.Summary = "Log out";
            s.Description = "Ends the session that the refresh token belongs to. Logging out twice is no error.";
        });
    }

    public override async Task HandleAsync(RefreshRequest request, CancellationToken ct)
    {
        if (HttpContext.RefreshToken(request) is { } presented)
            await sessions.EndAsync(presented, ct);
        if (HttpContext.Request.IsFromPage())
            SessionCookies.Delete(HttpContext);
        await Send.NoContentAsync(ct);
    }
}

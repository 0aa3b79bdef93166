using FastEndpoints;
using PawPal.Api.Doors;
using PawPal.Api.Sessions;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class RefreshEndpoint(SessionStore sessions) : Endpoint<RefreshRequest, TokenResponse>
{
    public override void Configure()
    {
        Post("accounts/refresh");
        AllowAnonymous();
        Description(
            route => route.Accepts<RefreshRequest>(isOptional: true, "application/json", "*/*")
                .Produces<TokenResponse>().Produces(StatusCodes.Status204NoContent),
            clearDefaults: true);
        Options(route => route.RequireRateLimiting(Door.Refresh));
        Summary(s =>
        {
            s.Summary = "Renew the session";
            s.Description =
                "Takes a refresh token, from the body or from a browser's cookie, for a new pair. A token is good for "
                + "one use; a second use ends its session.";
        });
    }

    public override async Task HandleAsync(RefreshRequest request, CancellationToken ct)
    {
        if (HttpContext.RefreshToken(request) is not { } presented)
        {
            await this.ProblemAsync(Problems.SessionEnded, ct);
        }
        else if (await sessions.RenewAsync(presented, ct) is { } tokens)
        {
            await this.SessionAsync(tokens, 200, ct);
        }
        else
        {
            if (HttpContext.Request.IsFromPage())
                SessionCookies.Delete(HttpContext);
            await this.ProblemAsync(Problems.SessionEnded, ct);
        }
    }
}

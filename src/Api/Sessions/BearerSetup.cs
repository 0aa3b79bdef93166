using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace PawPal.Api.Sessions;

/// <summary>
/// Reads the access token from the header, else from a browser's cookie, and answers strangers with a problem.
/// </summary>
internal sealed class BearerSetup(SessionTokens tokens) : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly object ByCookie = new();

    public void Configure(string? name, JwtBearerOptions options) => Configure(options);

    public void Configure(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = tokens.Validation;
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = received =>
            {
                var http = received.HttpContext;
                if (PersonalTokens.Read(http.Request) is { } personal)
                {
                    received.Principal = personal;
                    received.Success();
                }
                else if (http.Request.Headers.Authorization.Count == 0
                    && SessionCookies.AccessToken(http.Request) is { Length: > 0 } token)
                {
                    received.Token = token;
                    http.Items[ByCookie] = ByCookie;
                }

                return Task.CompletedTask;
            },
            OnChallenge = async challenge =>
            {
                challenge.HandleResponse();
                challenge.Response.Headers.WWWAuthenticate =
                    challenge.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
                await challenge.HttpContext.ProblemAsync(Problems.NotSignedIn);
            },
            OnForbidden = forbidden => forbidden.HttpContext.ProblemAsync(Problems.RoleTooLow),
        };
    }

    /// <summary>
    /// Another site can make a browser send its cookies along, but not our header. Without it a cookie is no leave to
    /// change anything.
    /// </summary>
    public static Task RefuseForgeryAsync(HttpContext http, RequestDelegate next)
    {
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            || HttpMethods.IsOptions(http.Request.Method);
        return isSafe || http.User.Identity?.IsAuthenticated != true || !http.Items.ContainsKey(ByCookie)
            || http.Request.IsFromPage()
            ? next(http)
            : http.ProblemAsync(Problems.ClientHeaderMissing);
    }
}

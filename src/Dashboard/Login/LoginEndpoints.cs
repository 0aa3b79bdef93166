using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PawPal.Dashboard.Doors;

namespace PawPal.Dashboard.Login;

/// <summary>In by the link of the console or by the form, and out again.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", ByLinkAsync).AllowAnonymous();
        routes.MapPost("/login", ByFormAsync).AllowAnonymous();
        routes.MapPost("/logout", OutAsync).AllowAnonymous();
    }

    private static async Task<IResult> ByLinkAsync(HttpContext context, [AsParameters] LoginParts parts, string? t, string? returnUrl)
    {
        if (parts.IsOpen || context.User.Identity?.IsAuthenticated == true)
            return Home(returnUrl);
        return t is null ? Form(null, returnUrl, StatusCodes.Status200OK) : await TryAsync(context, parts, t, returnUrl);
    }

    private static async Task<IResult> ByFormAsync(
        HttpContext context, [AsParameters] LoginParts parts, [FromForm] string? token, [FromForm] string? returnUrl) =>
        parts.IsOpen ? Home(returnUrl) : await TryAsync(context, parts, token?.Trim(), returnUrl);

    private static async Task<IResult> OutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        await context.SignOutAsync();
        return Results.LocalRedirect("/login");
    }

    private static async Task<IResult> TryAsync(HttpContext context, LoginParts parts, string? token, string? returnUrl)
    {
        if (parts.Guesses.AreTooMany(context))
        {
            context.Response.Headers.RetryAfter = "60";
            return Form("Too many wrong tokens. Wait a minute.", returnUrl, StatusCodes.Status429TooManyRequests);
        }

        if (!parts.Token.Fits(token))
        {
            parts.Guesses.Count(context);
            return Form(
                "That is not the token. It stands in the link that the console printed.", returnUrl,
                StatusCodes.Status401Unauthorized);
        }

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, "developer")], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity), new() { IsPersistent = true });
        return Home(returnUrl);
    }

    // A local path only: a link must not be able to send its reader elsewhere.
    private static RedirectHttpResult Home(string? returnUrl)
    {
        var isLocal = returnUrl is ['/', ..] and not ['/', '/' or '\\', ..];
        return TypedResults.LocalRedirect(isLocal ? returnUrl! : "/");
    }

    private static RazorComponentResult<LoginPage> Form(string? problem, string? returnUrl, int status) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(LoginPage.Problem)] = problem,
            [nameof(LoginPage.ReturnUrl)] = returnUrl,
        })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    private sealed record LoginParts(BrowserToken Token, Guesses Guesses, IOptions<FrontendOptions> Options)
    {
        public bool IsOpen => Options.Value.AuthMode == FrontendAuthMode.Unsecured;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using PawPal.Api.Households;

namespace PawPal.Api.Sessions;

internal static class SessionsSetup
{
    /// <param name="secretKey">SECRET_KEY; null makes one in development and stops the start elsewhere.</param>
    public static void AddSessions(this IServiceCollection services, string? secretKey, bool isDevelopment)
    {
        services.AddOptions<SessionOptions>()
            .BindConfiguration(SessionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(SecretKey.Read(secretKey, mayMakeOne: isDevelopment));
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<SessionStore>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerSetup>();
        services.AddAuthorization();
        // Tokens are signed by keys of SECRET_KEY, the same on every replica.
        services.RemoveProtectionKeys();
    }

    public static void UseSessions(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SecretKey>().IsEphemeral)
            app.Logger.EphemeralKey();
        app.UseAuthentication();
        app.Use(next => http => BearerSetup.RefuseForgeryAsync(http, next));
        app.UseAuthorization();
    }

    /// <summary>The account the request is authenticated as; null for a stranger.</summary>
    public static AccountId? AccountId(this ClaimsPrincipal user) =>
        Id(user, "sub") is { } id ? new AccountId(id) : null;

    /// <summary>The session the access token belongs to.</summary>
    public static SessionId? SessionId(this ClaimsPrincipal user) =>
        Id(user, SessionTokens.SessionClaim) is { } id ? new SessionId(id) : null;

    /// <summary>SHA-256 of the personal token that the request carries; null for a session or a stranger.</summary>
    public static byte[]? PersonalTokenHash(this ClaimsPrincipal user) =>
        user.FindFirstValue(PersonalTokens.HashClaim) is { } hash ? Convert.FromHexString(hash) : null;

    private static Guid? Id(ClaimsPrincipal user, string claim) =>
        user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(claim), out var id) ? id : null;
}

using FastEndpoints;
using PawPal.Api.Sessions;

namespace PawPal.Api.Households;

/// <summary>Endpoint metadata: about the person, not a household. Personal tokens may not call it.</summary>
internal sealed record AccountAccess
{
    public static readonly AccountAccess Own = new();
}

/// <summary>Who asks, with a session that has not ended.</summary>
internal sealed record AccountCaller(AccountId Account, SessionId Session, string Name);

internal static class AccountAccessExtensions
{
    /// <summary>Call it in <c>Configure</c> of an endpoint about the caller themselves.</summary>
    public static void RequireAccount(this BaseEndpoint endpoint) =>
        endpoint.Definition.Options(route => route.WithMetadata(AccountAccess.Own));

    /// <exception cref="InvalidOperationException">The endpoint lacks <see cref="RequireAccount"/>.</exception>
    public static AccountCaller AccountCaller(this HttpContext http) =>
        http.Features.Get<AccountCaller>()
        ?? throw new InvalidOperationException("This endpoint did not ask for an account.");
}

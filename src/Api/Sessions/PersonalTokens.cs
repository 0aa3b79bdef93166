using System.Security.Claims;

namespace PawPal.Api.Sessions;

/// <summary>
/// Keys for programs: <c>Authorization: Bearer pawpal_pat_…</c>. Here only their form is read; whether one is good is
/// asked of the database with the membership, so that a revoked one is out at once.
/// </summary>
internal static class PersonalTokens
{
    public const string HashClaim = "pat";

    private const string Scheme = "PersonalToken";

    private static readonly BearerSecret Secret = new("pawpal_pat_");

    /// <summary>The token, and the hash that is stored of it.</summary>
    public static (string Token, byte[] Hash) New() => Secret.New();

    /// <summary>Null when the request carries none.</summary>
    public static ClaimsPrincipal? Read(HttpRequest request) => Secret.Read(request) is { } hash
        ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(HashClaim, Convert.ToHexString(hash))], Scheme))
        : null;
}

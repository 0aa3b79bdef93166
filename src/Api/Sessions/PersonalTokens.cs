using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace PawPal.Api.Sessions;

/// <summary>
/// Keys for programs: <c>Authorization: Bearer pawpal_pat_…</c>. Here only their form is read; whether one is good is
/// asked of the database with the membership, so that a revoked one is out at once.
/// </summary>
internal static class PersonalTokens
{
    public const string HashClaim = "pat";

    private const string Prefix = "pawpal_pat_";
    private const string Header = $"Bearer {Prefix}";
    private const int Bytes = 32;
    private const string Scheme = "PersonalToken";

    /// <summary>256 random bits, and the hash that is stored of them.</summary>
    public static (string Token, byte[] Hash) New()
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (token, HashOf(token));
    }

    /// <summary>Null when the request carries none.</summary>
    public static ClaimsPrincipal? Read(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Header, StringComparison.Ordinal)
            || header.Length != Header.Length + Base64Url.GetEncodedLength(Bytes))
            return null;
        var hash = Convert.ToHexString(HashOf(header[(Header.Length - Prefix.Length)..]));
        return new ClaimsPrincipal(new ClaimsIdentity([new Claim(HashClaim, hash)], Scheme));
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}

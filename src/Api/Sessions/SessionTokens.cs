using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PawPal.Api.Households;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Sessions;

internal readonly record struct SessionId(Guid Value)
{
    public static SessionId New() => new(Guid.CreateVersion7());
}

/// <summary>Makes tokens and says what makes one valid.</summary>
internal sealed class SessionTokens
{
    public const string SessionClaim = "sid";
    private const string Party = "pawpal";
    private const int RefreshTokenBytes = 32;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _signing;
    private readonly SymmetricSecurityKey _key;
    private readonly TimeProvider _clock;
    private readonly SessionOptions _options;

    public SessionTokens(SecretKey secret, TimeProvider clock, IOptions<SessionOptions> options)
    {
        _key = new SymmetricSecurityKey(secret.Derive("access token"));
        _signing = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256);
        _clock = clock;
        _options = options.Value;
    }

    public TokenValidationParameters Validation => new()
    {
        ValidIssuer = Party,
        ValidAudience = Party,
        IssuerSigningKey = _key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidTypes = ["JWT"],
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        // The library reads the machine's clock; the tests' clock must count, too.
        LifetimeValidator = (notBefore, expires, _, _) =>
            _clock.GetUtcNow().UtcDateTime is var now && now >= notBefore && now < expires,
    };

    public DateTimeOffset RefreshExpiry(bool isDemo) =>
        _clock.GetUtcNow() + (isDemo ? _options.DemoLifetime : _options.RefreshLifetime);

    /// <summary>256 random bits, and the hash that is stored of them.</summary>
    public static (string Token, byte[] Hash) NewRefreshToken()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RefreshTokenBytes));
        return (token, HashOf(token));
    }

    public static byte[] HashOf(string refreshToken) => SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken));

    public TokenResponse Pair(AccountId account, SessionId session, string refreshToken, DateTimeOffset refreshExpires)
    {
        var now = _clock.GetUtcNow();
        var expires = now + _options.AccessLifetime;
        var access = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Party,
            Audience = Party,
            Subject = new ClaimsIdentity(
            [
                new Claim(JwtRegisteredClaimNames.Sub, account.ToString()),
                new Claim(SessionClaim, session.Value.ToString("D")),
            ]),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            SigningCredentials = _signing,
        });
        // A token counts whole seconds.
        return new TokenResponse(
            access, DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds()), refreshToken, refreshExpires);
    }
}

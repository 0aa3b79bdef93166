namespace PawPal.Contracts.Accounts;

/// <summary>
/// Body of <c>POST /api/v1/accounts/register</c>: a person, and the household that comes into being with them.
/// </summary>
/// <param name="Email">Address the person logs in with; 3 to 254 characters, compared without regard to case.</param>
/// <param name="Password">12 to 128 characters; any characters are allowed.</param>
/// <param name="DisplayName">What the others in the household read ("Alex gave Max his pill"); 1 to 60
/// characters.</param>
/// <param name="HouseholdName">1 to 80 characters.</param>
/// <param name="TimeZone">IANA name such as <c>Europe/London</c>; every "today" of the household is this
/// zone's.</param>
public sealed record RegisterRequest(
    string Email, string Password, string DisplayName, string HouseholdName, string TimeZone);

/// <summary>Body of <c>POST /api/v1/accounts/login</c>.</summary>
public sealed record LogInRequest(string Email, string Password);

/// <summary>
/// Body of <c>POST /api/v1/accounts/refresh</c> and <c>/logout</c>. Browsers leave it out: their token travels in an
/// HttpOnly cookie.
/// </summary>
public sealed record RefreshRequest(string? RefreshToken = null);

/// <summary>Answer to register, log in, refresh and <c>POST /api/v1/demo</c>.</summary>
/// <param name="AccessToken">JWT, 15 minutes, sent as <c>Authorization: Bearer</c>.</param>
/// <param name="AccessTokenExpiresAt">UTC.</param>
/// <param name="RefreshToken">Good for one use; a second use ends every token that descends from the same
/// log-in.</param>
/// <param name="RefreshTokenExpiresAt">UTC.</param>
public sealed record TokenResponse(
    string AccessToken, DateTimeOffset AccessTokenExpiresAt, string RefreshToken, DateTimeOffset RefreshTokenExpiresAt);

/// <summary>Names of the cookies that carry a browser's session when the request asks for it.</summary>
/// <remarks>
/// A request with the header <see cref="ClientHeader"/> set to <see cref="BrowserClient"/> gets its tokens as cookies,
/// and the body then carries none. The same header is required on every unsafe request that is authenticated by a
/// cookie, which keeps other sites from forging one (they cannot set it without a preflight).
/// </remarks>
public static class BrowserSession
{
    /// <summary>Header that a page sends with each call: <c>PawPal-Client: browser</c>.</summary>
    public const string ClientHeader = "PawPal-Client";

    public const string BrowserClient = "browser";

    /// <summary>HttpOnly; the access token.</summary>
    public const string AccessCookie = "pawpal-access";

    /// <summary>HttpOnly; the refresh token.</summary>
    public const string RefreshCookie = "pawpal-refresh";

    /// <summary>Readable by scripts; Unix seconds at which the access token ends.</summary>
    public const string ExpiryCookie = "pawpal-expires";
}

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

/// <summary>What a person chose for themselves (<c>GET /api/v1/account</c>).</summary>
/// <param name="Email">Null for the account of a demo.</param>
/// <param name="TimeZone">IANA name of the person's own clock; the household's when null.</param>
/// <param name="Country">ISO 3166-1 alpha-2, such as <c>GB</c>.</param>
/// <param name="WeightUnit"><c>kg</c> or <c>lb</c>.</param>
/// <param name="DistanceUnit"><c>km</c> or <c>mi</c>.</param>
/// <param name="QuietFrom">Between this and <paramref name="QuietTo"/> only what is urgent is told.</param>
public sealed record AccountResponse(
    Guid Id,
    string? Email,
    string DisplayName,
    string? TimeZone,
    string? Country,
    string WeightUnit,
    string DistanceUnit,
    TimeOnly? QuietFrom,
    TimeOnly? QuietTo,
    int Version) : IVersioned;

/// <summary>Body of <c>PUT /api/v1/account</c>; see <see cref="AccountResponse"/>.</summary>
/// <param name="DisplayName">1 to 60 characters.</param>
public sealed record ChangeAccountRequest(
    string DisplayName,
    string? TimeZone = null,
    string? Country = null,
    string WeightUnit = "kg",
    string DistanceUnit = "km",
    TimeOnly? QuietFrom = null,
    TimeOnly? QuietTo = null);

/// <summary>Body of <c>POST /api/v1/account/password</c>. All other sessions end.</summary>
/// <param name="NewPassword">12 to 128 characters.</param>
public sealed record ChangePasswordRequest(string Password, string NewPassword);

/// <summary>Body of <c>POST /api/v1/account/delete</c>: the account and what is the person's alone goes.</summary>
public sealed record DeleteAccountRequest(string Password);

/// <summary>Body of <c>POST /api/v1/account/tokens</c>.</summary>
/// <param name="Name">1 to 60 characters: where it is used.</param>
/// <param name="Scope"><c>read</c>, <c>log</c> (also log care) or <c>keep</c> (also change pets and plans).</param>
/// <param name="Days">Life, 1 to 730 days; 365 when left out.</param>
/// <param name="HouseholdId">Only in this household; in all of the person's when left out.</param>
public sealed record AddTokenRequest(string Name, string Scope, int? Days = null, Guid? HouseholdId = null);

/// <summary>A personal token as it is listed; the token itself is told once.</summary>
public sealed record PersonalTokenResponse(
    Guid Id,
    string Name,
    string Scope,
    Guid? HouseholdId,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt);

/// <summary>The only answer that has the token: <c>Authorization: Bearer pawpal_pat_…</c>.</summary>
public sealed record NewTokenResponse(PersonalTokenResponse Details, string Token);

/// <summary>The person's tokens.</summary>
public sealed record PersonalTokensResponse(IReadOnlyList<PersonalTokenResponse> Tokens);

/// <summary>By which ways a person wants to hear of a kind of thing.</summary>
/// <param name="Kind"><c>reminder.due</c>, <c>budget.exceeded</c> and so on; <c>*</c> for all others.</param>
/// <param name="Channel"><c>push</c>, <c>email</c>, <c>webhook</c> or <c>app</c>.</param>
public sealed record NotificationPreference(string Kind, string Channel, bool Enabled);

/// <summary>Body and answer of <c>/api/v1/account/notifications</c>: all of the person's choices.</summary>
/// <param name="Preferences">At most 200.</param>
public sealed record NotificationPreferences(IReadOnlyList<NotificationPreference> Preferences);

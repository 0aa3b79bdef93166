using System.ComponentModel.DataAnnotations;

namespace PawPal.Dashboard.Doors;

/// <summary>Who may see the pages.</summary>
public enum FrontendAuthMode
{
    /// <summary>Whoever knows the token.</summary>
    BrowserToken,

    /// <summary>Everybody who reaches the port.</summary>
    Unsecured,
}

/// <summary>The pages' door.</summary>
public sealed record FrontendOptions : IValidatableObject
{
    public const string Section = "Dashboard:Frontend";

    /// <summary>Who may see the pages.</summary>
    public FrontendAuthMode AuthMode { get; init; } = FrontendAuthMode.BrowserToken;

    /// <summary>What opens the door. Where none is configured, one is made up at the start and printed as a link.</summary>
    public string BrowserToken { get; init; } = "";

    /// <summary>Names besides localhost and the configured addresses that browsers may call the dashboard by.</summary>
    public string AllowedHosts { get; init; } = "";

    /// <summary>Wrong tokens that one address may try in a minute.</summary>
    [Range(1, 10_000)] public int GuessesPerMinute { get; init; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enum.IsDefined(AuthMode))
            yield return new("AuthMode must be BrowserToken or Unsecured", [nameof(AuthMode)]);
        if (AuthMode == FrontendAuthMode.BrowserToken && BrowserToken.Length is > 0 and < 16)
            yield return new("BrowserToken must have 16 characters or more", [nameof(BrowserToken)]);
    }
}

using System.ComponentModel.DataAnnotations;

namespace PawPal.Dashboard.Resources;

/// <summary>How the dashboard proves itself to the AppHost.</summary>
public enum ResourceServiceAuthMode
{
    /// <summary>With a key.</summary>
    ApiKey,

    /// <summary>Not at all.</summary>
    Unsecured,
}

/// <summary>The way to the AppHost, and how much is kept of its consoles.</summary>
public sealed record ResourceServiceOptions : IValidatableObject
{
    public const string Section = "Dashboard:ResourceServiceClient";
    public const string UrlKey = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    /// <summary>Where the AppHost answers; empty for a dashboard that only shows telemetry.</summary>
    public string Url { get; set; } = "";

    /// <summary>How to prove itself.</summary>
    public ResourceServiceAuthMode AuthMode { get; init; } = ResourceServiceAuthMode.ApiKey;

    /// <summary>Sent in the header <c>x-resource-service-api-key</c>.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Lines kept of one console while somebody looks at it.</summary>
    [Range(10, 1_000_000)] public int MaxConsoleLines { get; init; } = 10_000;

    /// <summary>Characters kept of one line.</summary>
    [Range(80, 1_000_000)] public int MaxConsoleLineLength { get; init; } = 16_384;

    /// <summary>Characters kept of one console.</summary>
    [Range(10_000, 1_000_000_000)] public int MaxConsoleLength { get; init; } = 4_000_000;

    /// <summary>Whether there is an AppHost to ask.</summary>
    public bool IsConfigured => Url.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enum.IsDefined(AuthMode))
            yield return new("AuthMode must be ApiKey or Unsecured", [nameof(AuthMode)]);
        if (!IsConfigured)
            yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return new($"{UrlKey} holds '{Url}', which is no http or https address", [nameof(Url)]);
        if (AuthMode == ResourceServiceAuthMode.ApiKey && ApiKey.Length == 0)
            yield return new("ApiKey is missing, or AuthMode should be Unsecured", [nameof(ApiKey)]);
    }
}

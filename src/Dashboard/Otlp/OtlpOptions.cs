using System.ComponentModel.DataAnnotations;

namespace PawPal.Dashboard.Otlp;

/// <summary>Who may send telemetry.</summary>
public enum OtlpAuthMode
{
    /// <summary>Whoever knows the key.</summary>
    ApiKey,

    /// <summary>Everybody who reaches the port.</summary>
    Unsecured,
}

/// <summary>How telemetry comes in.</summary>
public sealed record OtlpOptions : IValidatableObject
{
    public const string Section = "Dashboard:Otlp";

    /// <summary>Who may send.</summary>
    public OtlpAuthMode AuthMode { get; init; } = OtlpAuthMode.ApiKey;

    /// <summary>What the header <c>x-otlp-api-key</c> must say. Where none is configured, one is made up at the start.</summary>
    public string PrimaryApiKey { get; init; } = "";

    /// <summary>Another key that is as good, for the time of a change.</summary>
    public string SecondaryApiKey { get; init; } = "";

    /// <summary>The largest gRPC message in bytes, unpacked.</summary>
    [Range(1_024, 256 * 1_024 * 1_024)] public int MaxGrpcMessageBytes { get; init; } = 4 * 1_024 * 1_024;

    /// <summary>The largest HTTP body in bytes, unpacked.</summary>
    [Range(1_024, 256 * 1_024 * 1_024)] public int MaxHttpBodyBytes { get; init; } = 8 * 1_024 * 1_024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enum.IsDefined(AuthMode))
            yield return new("AuthMode must be ApiKey or Unsecured", [nameof(AuthMode)]);
        if (AuthMode == OtlpAuthMode.ApiKey && PrimaryApiKey.Length is > 0 and < 16)
            yield return new("PrimaryApiKey must have 16 characters or more", [nameof(PrimaryApiKey)]);
    }
}

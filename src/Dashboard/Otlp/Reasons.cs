namespace PawPal.Dashboard.Otlp;

/// <summary>Why something was not taken, as the sender reads it.</summary>
internal static class Reasons
{
    public const string TooManyResources = "too many resources (Dashboard:TelemetryLimits:MaxResourceCount)";
}

namespace PawPal.Api.Doors;

/// <summary>Names of the rate limits, for <c>RequireRateLimiting</c>.</summary>
internal static class Door
{
    public const string LogIn = "log-in";
    public const string Register = "register";
    public const string Demo = "demo";
    public const string Refresh = "refresh";
    public const string Invitation = "invitation";
    public const string Calendar = "calendar";
    public const string HandoverLink = "handover-link";
}

namespace PawPal.Api.Sessions;

internal static partial class SessionsLog
{
    [LoggerMessage(
        1101, LogLevel.Warning, "SECRET_KEY is not set; a key was made for this process, so sessions end with it")]
    public static partial void EphemeralKey(this ILogger logger);

    [LoggerMessage(1102, LogLevel.Warning, "A used refresh token was presented again; its session has been ended")]
    public static partial void RefreshTokenReplayed(this ILogger logger);
}

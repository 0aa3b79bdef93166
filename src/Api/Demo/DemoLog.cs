namespace PawPal.Api.Demo;

internal static partial class DemoLog
{
    [LoggerMessage(1301, LogLevel.Information, "A demo household was founded in {TimeZone}")]
    public static partial void DemoFounded(this ILogger logger, string timeZone);
}

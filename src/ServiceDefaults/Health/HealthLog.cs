using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Health;

internal static partial class HealthLog
{
    [LoggerMessage(9001, LogLevel.Warning, "Health check {Check} is {Status}: {Reason}")]
    public static partial void HealthWorse(this ILogger logger, string check, string status, string reason);

    [LoggerMessage(9002, LogLevel.Information, "Health check {Check} is healthy again")]
    public static partial void HealthyAgain(this ILogger logger, string check);
}

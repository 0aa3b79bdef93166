using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Telemetry;

internal static partial class MetricsLog
{
    [LoggerMessage(9201, LogLevel.Information, "Metrics are served on port {Port}, path /metrics")]
    public static partial void MetricsServed(this ILogger logger, int port);
}

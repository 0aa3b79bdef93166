using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Redis;

internal static partial class RedisLog
{
    [LoggerMessage(9101, LogLevel.Warning, "Redis ({Connection}) is not connected; trying again in the background")]
    public static partial void RedisLost(this ILogger logger, string connection);

    [LoggerMessage(9102, LogLevel.Information, "Redis ({Connection}) is connected again")]
    public static partial void RedisRestored(this ILogger logger, string connection);

    [LoggerMessage(
        9103, LogLevel.Warning, "The cache does not answer: going on without it, asking again every {Pause}")]
    public static partial void CacheBypassed(this ILogger logger, TimeSpan pause);

    [LoggerMessage(9104, LogLevel.Information, "The cache answers again")]
    public static partial void CacheBack(this ILogger logger);
}

namespace PawPal.Api.Live;

internal static partial class LiveLog
{
    [LoggerMessage(2601, LogLevel.Warning, "Changes are told through Postgres: Redis did not take them ({Reason})")]
    public static partial void RedisRefused(this ILogger logger, string reason);

    [LoggerMessage(2602, LogLevel.Information, "Changes are told through Redis again")]
    public static partial void RedisBack(this ILogger logger);

    [LoggerMessage(2603, LogLevel.Warning, "Postgres tells no changes, listening again ({Reason})")]
    public static partial void PostgresSilent(this ILogger logger, string reason);

    [LoggerMessage(2604, LogLevel.Warning, "A change was told to nobody else: screens elsewhere wait for a beat")]
    public static partial void ToldNobody(this ILogger logger);
}

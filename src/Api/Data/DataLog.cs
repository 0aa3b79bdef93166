namespace PawPal.Api.Data;

internal static partial class DataLog
{
    [LoggerMessage(2611, LogLevel.Warning, "The read replica does not answer: reading the primary ({Reason})")]
    public static partial void ReplicaAway(this ILogger logger, string reason);

    [LoggerMessage(2612, LogLevel.Information, "The read replica answers again")]
    public static partial void ReplicaBack(this ILogger logger);
}

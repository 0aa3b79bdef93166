namespace PawPal.Api.Replication;

internal static partial class ReplicationLog
{
    [LoggerMessage(1801, LogLevel.Warning, "The progress of replicas cannot be read; the next round tries again")]
    public static partial void ReadFailed(this ILogger logger, Exception failure);
}

namespace PawPal.Api.Backups;

internal static partial class BackupLog
{
    [LoggerMessage(1701, LogLevel.Warning, "The record of backups cannot be read; their age grows on")]
    public static partial void ReadFailed(this ILogger logger, Exception failure);
}

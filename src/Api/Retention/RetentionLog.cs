namespace PawPal.Api.Retention;

internal static partial class RetentionLog
{
    [LoggerMessage(1401, LogLevel.Information, "Deleted {Rows} rows whose time was over")]
    public static partial void Swept(this ILogger logger, long rows);

    [LoggerMessage(1402, LogLevel.Warning, "A retention round failed; the next one tries again")]
    public static partial void SweepFailed(this ILogger logger, Exception failure);
}

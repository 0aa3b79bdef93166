namespace PawPal.Api;

internal static partial class ProblemsLog
{
    [LoggerMessage(1501, LogLevel.Error, "A request failed in a way nobody foresaw")]
    public static partial void Unexpected(this ILogger logger, Exception exception);

    [LoggerMessage(1502, LogLevel.Warning, "A request was answered 503: the database does not answer ({Reason})")]
    public static partial void DatabaseUnavailable(this ILogger logger, string reason);

    [LoggerMessage(1503, LogLevel.Error, "A request was answered 503: the database has no room left on its disk")]
    public static partial void StorageFull(this ILogger logger);

    [LoggerMessage(
        1504, LogLevel.Error, "The database refused a value that a validator let through ({State}, {Table} {Constraint})")]
    public static partial void ValueRefused(this ILogger logger, string state, string? table, string? constraint);
}

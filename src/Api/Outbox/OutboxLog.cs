namespace PawPal.Api.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(2401, LogLevel.Error, "A round of deliveries failed; the next one tries again")]
    public static partial void RoundFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2402, LogLevel.Warning, "Delivery {Delivery} by {Channel} was given up ({Reason})")]
    public static partial void GivenUp(this ILogger logger, Guid delivery, string channel, string reason);
}

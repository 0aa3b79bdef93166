namespace PawPal.Api.Reminders;

internal static partial class ReminderLog
{
    [LoggerMessage(2300, LogLevel.Error, "A round of due reminders failed; nothing of it stays, the next tries again")]
    public static partial void RoundFailed(this ILogger logger, Exception failure);

    [LoggerMessage(2301, LogLevel.Warning, "{Count} reminders were too old to be told of; see Reminders:CatchUp")]
    public static partial void TooOld(this ILogger logger, int count);

    [LoggerMessage(2302, LogLevel.Error, "Reminder {Reminder} cannot be reckoned; it rests until somebody edits it")]
    public static partial void CannotReckon(this ILogger logger, Guid reminder, Exception failure);
}

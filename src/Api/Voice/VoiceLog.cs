namespace PawPal.Api.Voice;

/// <summary>Never words, names or addresses: what was said stays out of the log.</summary>
internal static partial class VoiceLog
{
    [LoggerMessage(3101, LogLevel.Warning, "Speech cannot be reached ({Error}); typing still works")]
    public static partial void SpeechUnreachable(this ILogger logger, HttpRequestError error);

    [LoggerMessage(3102, LogLevel.Warning, "Speech answered something that cannot be read ({Reason})")]
    public static partial void SpeechAnswerUnusable(this ILogger logger, string reason);

    [LoggerMessage(3103, LogLevel.Warning, "Speech gave no answer within {Limit}")]
    public static partial void SpeechTooSlow(this ILogger logger, TimeSpan limit);

    [LoggerMessage(3104, LogLevel.Information, "Speech refused a recording with status {Status}")]
    public static partial void SpeechRefused(this ILogger logger, int status);

    [LoggerMessage(3105, LogLevel.Warning, "Speech answered with status {Status}")]
    public static partial void SpeechFailed(this ILogger logger, int status);
}

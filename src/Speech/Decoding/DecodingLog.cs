namespace PawPal.Speech.Decoding;

internal static partial class DecodingLog
{
    [LoggerMessage(4101, LogLevel.Warning, "A decoder process {Reason} and is replaced")]
    public static partial void DecoderReplaced(this ILogger logger, string reason);

    [LoggerMessage(4102, LogLevel.Error, "A decoder process cannot be started")]
    public static partial void DecoderNotStarted(this ILogger logger);

    [LoggerMessage(4103, LogLevel.Error, "The recogniser refuses its work: {Reason}")]
    public static partial void RecogniserRefused(this ILogger logger, string? reason);

    [LoggerMessage(4104, LogLevel.Error, "A vocabulary cannot be written: {Cause}")]
    public static partial void VocabularyNotWritten(this ILogger logger, string cause);
}

using System.Text.Json;
using Amazon.Runtime;
using Npgsql;
using PawPal.ServiceDefaults.Configuration;

namespace PawPal.Operations;

/// <summary>Something could not be done. The message is one line: the thing, the cause and the way out.</summary>
internal sealed class OperationFailure(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The command was called with arguments or settings that make no sense.</summary>
internal sealed class UsageFailure(string message) : Exception(message);

/// <summary>What a person at the console, or a log, is told of an exception: one line, without secrets.</summary>
internal static class FailureText
{
    public static string Of(Exception failure) => (failure switch
    {
        OperationFailure or UsageFailure or ServiceConfigurationException => failure.Message,
        OperationCanceledException => "stopped before it was finished",
        PostgresException refusal => $"the database refuses: {refusal.MessageText} ({refusal.SqlState})",
        NpgsqlException trouble => $"the database does not answer: {Causes(trouble)}",
        HttpRequestException or AmazonClientException { InnerException: HttpRequestException } =>
            $"the object store does not answer: {Causes(failure)}",
        AmazonClientException => $"the object store failed: {Causes(failure)}",
        IOException or UnauthorizedAccessException or InvalidDataException or JsonException => failure.Message,
        _ => $"{failure.GetType().Name}: {failure.Message}",
    }).ReplaceLineEndings(" ");

    private static string Causes(Exception failure) =>
        failure.InnerException is { } inner && !failure.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? $"{failure.Message.TrimEnd('.')}: {Causes(inner)}"
            : failure.Message;
}

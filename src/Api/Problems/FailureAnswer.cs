using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace PawPal.Api;

/// <summary>Turns what nobody caught into an answer. No text of an exception leaves the server.</summary>
internal sealed class FailureAnswer(ILogger<FailureAnswer> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken ct)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        await http.ProblemAsync(Explain(exception), ct: ct);
        return true;
    }

    private Problem Explain(Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                return Problems.OfStatus(bad.StatusCode);
            // A text with U+0000, which no column can hold.
            case PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire }:
                return Problems.BadRequest;
            // The last net under the validators: a value that no column takes was never written.
            case PostgresException
            {
                SqlState: PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.CheckViolation
                    or PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.StringDataRightTruncation
                    or PostgresErrorCodes.DatetimeFieldOverflow,
            } refused:
                log.ValueRefused(
                    refused.SqlState, refused.TableName, refused.ConstraintName ?? refused.ColumnName);
                return Problems.BadRequest;
            case PostgresException { SqlState: PostgresErrorCodes.DiskFull }:
                log.StorageFull();
                return Problems.StorageFull;
            case NpgsqlException { IsTransient: true } failure:
                log.DatabaseUnavailable(failure.SqlState ?? failure.InnerException?.GetType().Name ?? "no answer");
                return Problems.DatabaseUnavailable;
            default:
                log.Unexpected(exception);
                return Problems.Unexpected;
        }
    }
}

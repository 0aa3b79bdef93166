using System.Diagnostics;
using System.Text.Json;
using FastEndpoints;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Idempotency;

/// <summary>What a person's own write works with.</summary>
internal sealed record AccountWriteContext(
    NpgsqlConnection Connection, NpgsqlTransaction Transaction, AccountCaller Caller, DateTimeOffset Now, int? IfMatch)
{
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>A command of the write's transaction; the caller disposes it.</summary>
    public NpgsqlCommand Command(string sql) => new(sql, Connection, Transaction);
}

/// <summary>A write about the person themselves: once per key, in one transaction.</summary>
internal abstract class AccountWriteEndpoint<TRequest, TResponse> : Endpoint<TRequest, TResponse>, IWriteEndpoint
    where TRequest : notnull
{
    private const string Claim =
        """
        insert into account_idempotency_key as kept (account_id, key, fingerprint, created_at) values ($1, $2, $3, $4)
        on conflict (account_id, key) do update
        set fingerprint = excluded.fingerprint, status = 0, body = null, created_at = excluded.created_at
        where kept.created_at < $5
        """;

    private const string Find =
        "select fingerprint, status, body from account_idempotency_key where account_id = $1 and key = $2";

    private const string Complete =
        "update account_idempotency_key set status = $3, body = $4 where account_id = $1 and key = $2";

    public virtual int SuccessStatus => StatusCodes.Status200OK;

    public sealed override async Task HandleAsync(TRequest request, CancellationToken ct)
    {
        if (!ClientKey.TryRead(HttpContext.Request, out var key))
        {
            await this.ProblemAsync(Problems.IdempotencyKeyInvalid, ct);
            return;
        }

        await (await RunAsync(request, key, ct) switch
        {
            WriteOutcome.Answered(var answer) => answer.SendAsync(HttpContext, ct),
            WriteOutcome.Failed failed => this.ProblemAsync(failed.Problem, ct, failed.Detail, failed.Errors),
            _ => throw new UnreachableException(),
        });
    }

    protected abstract Task<WriteResult> WriteAsync(TRequest request, AccountWriteContext write, CancellationToken ct);

    private async Task<WriteOutcome> RunAsync(TRequest request, ClientKey? key, CancellationToken ct)
    {
        var caller = HttpContext.AccountCaller();
        var now = CommandTime.Now(Resolve<TimeProvider>());
        await using var connection = await Resolve<NpgsqlDataSource>().OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var write = new AccountWriteContext(
            connection, transaction, caller, now, EntityTag.IfMatch(HttpContext.Request));
        await using (var become = write.Command("select set_config('pawpal.account_id', $1, true)"))
        {
            become.Parameters.Bind(caller.Account.ToString());
            await become.ExecuteNonQueryAsync(ct);
        }

        if (key is not null && await ClaimAsync(write, key, request, ct) is { } earlier)
            return earlier;
        var result = await WriteAsync(request, write, ct);
        if (result is not WriteResult.Written written)
        {
            var failed = (WriteResult.Failed)result;
            return new WriteOutcome.Failed(failed.Problem) { Detail = failed.Detail, Errors = failed.Errors };
        }

        if (key is not null)
        {
            await using var complete = write.Command(Complete);
            var kept = written.Kept ?? written.Answer;
            complete.Parameters.Bind(caller.Account.Value, key.Value, (short)kept.Status, kept.Body);
            await complete.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return new WriteOutcome.Answered(written.Answer);
    }

    private async Task<WriteOutcome?> ClaimAsync(
        AccountWriteContext write, ClientKey key, TRequest request, CancellationToken ct)
    {
        var fingerprint = Fingerprint.Of(
            $"{HttpContext.Request.Method} {HttpContext.Request.Path} {HttpContext.Request.Headers.IfMatch}",
            JsonSerializer.Serialize(request, JsonSerializerOptions.Web));
        await using var claim = write.Command(Claim);
        claim.Parameters
            .Bind(write.Caller.Account.Value, key.Value, fingerprint, write.Now.UtcDateTime)
            .Bind((write.Now - IdempotencyKeys.KeptFor).UtcDateTime);
        if (await claim.ExecuteNonQueryAsync(ct) == 1)
            return null;
        await using var find = write.Command(Find);
        find.Parameters.Bind(write.Caller.Account.Value, key.Value);
        await using var kept = await find.ExecuteReaderAsync(ct);
        if (!await kept.ReadAsync(ct))
            throw new InvalidOperationException("A key was neither claimed nor found.");
        return kept.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(fingerprint)
            ? new WriteOutcome.Answered(new WriteAnswer(kept.GetInt16(1), kept.GetString(2)) { IsReplayed = true })
            : new WriteOutcome.Failed(Problems.IdempotencyKeyReused);
    }
}

/// <summary>The one without a body in its answer: 204.</summary>
internal abstract class AccountWriteEndpoint<TRequest> : AccountWriteEndpoint<TRequest, EmptyResponse>
    where TRequest : notnull
{
    public override int SuccessStatus => StatusCodes.Status204NoContent;
}

using System.Diagnostics;
using System.Text.Json;
using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Households;

namespace PawPal.Api.Idempotency;

/// <summary>What the API's description needs to know of a write.</summary>
internal interface IWriteEndpoint
{
    /// <summary>Of an answer that did what was asked. Constant: it is read without a request.</summary>
    int SuccessStatus { get; }
}

/// <summary>A write of a household: once per key, in one transaction, with its audit entry.</summary>
internal abstract class WriteEndpoint<TRequest, TResponse> : Endpoint<TRequest, TResponse>, IWriteEndpoint
    where TRequest : notnull
{
    public virtual int SuccessStatus => StatusCodes.Status200OK;

    public sealed override async Task HandleAsync(TRequest request, CancellationToken ct)
    {
        if (!ClientKey.TryRead(HttpContext.Request, out var key))
        {
            await this.ProblemAsync(Problems.IdempotencyKeyInvalid, ct);
            return;
        }

        var caller = HttpContext.Caller();
        var now = CommandTime.Now(Resolve<TimeProvider>());
        var version = EntityTag.IfMatch(HttpContext.Request);
        var outcome = await Resolve<IdempotentWrites>().RunAsync(
            caller,
            key,
            await FingerprintAsync(request, ct),
            (session, token) => WriteAsync(request, new WriteContext(session, caller, now, version), token),
            ct);
        // Also for an answer given again: the first time, the process may have died before this line.
        if (outcome is WriteOutcome.Answered)
            await AfterAsync(request, ct);
        await (outcome switch
        {
            WriteOutcome.Answered(var answer) => answer.SendAsync(HttpContext, ct),
            WriteOutcome.Failed failed => this.ProblemAsync(failed.Problem, ct, failed.Detail, failed.Errors),
            _ => throw new UnreachableException(),
        });
    }

    /// <summary>Decides and writes; what it wrote stays only with <see cref="WriteResult.Written"/>.</summary>
    protected abstract Task<WriteResult> WriteAsync(TRequest request, WriteContext write, CancellationToken ct);

    /// <summary>After an answer, given now or given again: the place to drop what caches hold.</summary>
    protected virtual ValueTask AfterAsync(TRequest request, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>What the key stands for. An upload, which is no JSON, tells by itself.</summary>
    protected virtual ValueTask<byte[]> FingerprintAsync(TRequest request, CancellationToken ct) =>
        ValueTask.FromResult(Fingerprint.Of(Route(), JsonSerializer.Serialize(request, JsonSerializerOptions.Web)));

    /// <summary>Method and path with its ids, and the version that was seen.</summary>
    protected string Route() =>
        $"{HttpContext.Request.Method} {HttpContext.Request.Path} {HttpContext.Request.Headers.IfMatch}";
}

/// <summary>A write that answers with nothing: 204.</summary>
internal abstract class WriteEndpoint<TRequest> : WriteEndpoint<TRequest, EmptyResponse>
    where TRequest : notnull
{
    public override int SuccessStatus => StatusCodes.Status204NoContent;
}

internal static class VersionedAnswers
{
    /// <summary>Sends what people may edit, with the version to edit it by.</summary>
    public static Task OkVersionedAsync<TRequest, TResponse>(
        this Endpoint<TRequest, TResponse> endpoint, TResponse body, CancellationToken ct)
        where TRequest : notnull
        where TResponse : Contracts.IVersioned
    {
        EntityTag.Set(endpoint.HttpContext.Response, body.Version);
        return endpoint.HttpContext.Response.SendAsync(body, StatusCodes.Status200OK, cancellation: ct);
    }
}

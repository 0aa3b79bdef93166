using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Idempotency;

/// <summary>
/// Runs a write once per <c>Idempotency-Key</c>: key, effect and answer stand or fall in one transaction.
/// </summary>
internal sealed class IdempotentWrites(HouseholdDatabase database, TimeProvider clock)
{
    /// <summary>
    /// The kept answer, when there is one. Saves slow work before <see cref="RunAsync"/>, which decides all the same.
    /// </summary>
    public async Task<WriteOutcome?> FindAsync(
        HouseholdCaller caller, ClientKey? key, byte[] fingerprint, CancellationToken ct) =>
        key is null ? null : await IdempotencyKeys.FindAsync(database, caller, key, fingerprint, clock.GetUtcNow(), ct);

    /// <param name="write">Runs in a transaction of the caller's household; it must not commit it.</param>
    public async Task<WriteOutcome> RunAsync(
        HouseholdCaller caller,
        ClientKey? key,
        byte[] fingerprint,
        Func<HouseholdSession, CancellationToken, Task<WriteResult>> write,
        CancellationToken ct)
    {
        WriteResult result;
        await using (var session = await database.OpenAsync(caller.Household, ct, caller.Account))
        {
            if (await ClaimAsync(session, caller, key, fingerprint, ct) is { } earlier)
                return earlier;
            result = await write(session, ct);
            if (result is WriteResult.Written written)
            {
                await CompleteAsync(session, caller, key, written.Kept ?? written.Answer, ct);
                return new WriteOutcome.Answered(written.Answer);
            }
        }

        return result switch
        {
            WriteResult.Declined(var answer) => await KeepAsync(caller, key, fingerprint, answer, ct),
            WriteResult.Failed failed => new WriteOutcome.Failed(failed.Problem)
            {
                Detail = failed.Detail,
                Errors = failed.Errors,
            },
            _ => throw new InvalidOperationException("Unknown result of a write."),
        };
    }

    /// <summary>Keeps an answer that has no effect to keep with it.</summary>
    public async Task<WriteOutcome> KeepAsync(
        HouseholdCaller caller, ClientKey? key, byte[] fingerprint, WriteAnswer answer, CancellationToken ct)
    {
        if (key is null)
            return new WriteOutcome.Answered(answer);
        await using var session = await database.OpenAsync(caller.Household, ct, caller.Account);
        if (await ClaimAsync(session, caller, key, fingerprint, ct) is { } earlier)
            return earlier;
        await CompleteAsync(session, caller, key, answer, ct);
        return new WriteOutcome.Answered(answer);
    }

    private async Task<WriteOutcome?> ClaimAsync(
        HouseholdSession session, HouseholdCaller caller, ClientKey? key, byte[] fingerprint, CancellationToken ct) =>
        key is null
            ? null
            : await IdempotencyKeys.ClaimAsync(session, caller.Account, key, fingerprint, clock.GetUtcNow(), ct);

    private static Task CompleteAsync(
        HouseholdSession session, HouseholdCaller caller, ClientKey? key, WriteAnswer answer, CancellationToken ct) =>
        session.CommitAsync(
            ct, key is null ? null : IdempotencyKeys.Complete(session.Household, caller.Account, key, answer));
}

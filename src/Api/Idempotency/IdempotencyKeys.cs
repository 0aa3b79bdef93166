using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Idempotency;

/// <summary>The rows behind <c>Idempotency-Key</c>.</summary>
internal static class IdempotencyKeys
{
    /// <summary>A key older than this is free again; the worker deletes its row.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(48);

    // A second caller with the same key waits here until the first one's transaction has ended.
    internal const string Claim =
        """
        insert into idempotency_key as kept (household_id, account_id, key, fingerprint, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict (household_id, account_id, key) do update
        set fingerprint = excluded.fingerprint, status = 0, body = null, created_at = excluded.created_at
        where kept.created_at < $6
        """;

    private const string Find =
        """
        select fingerprint, status, body from idempotency_key
        where household_id = $1 and account_id = $2 and key = $3 and created_at >= $4
        """;

    internal const string SetAnswer =
        """
        update idempotency_key set status = $4, body = $5
        where household_id = $1 and account_id = $2 and key = $3
        """;

    /// <summary>Null when the key is the caller's now; otherwise what it was used for before.</summary>
    public static async Task<WriteOutcome?> ClaimAsync(
        HouseholdSession session,
        AccountId account,
        ClientKey key,
        byte[] fingerprint,
        DateTimeOffset now,
        CancellationToken ct)
    {
        await using var claim = session.Command(Claim);
        claim.Parameters.Bind(
            session.Household.Value,
            account.Value,
            key.Value,
            fingerprint,
            now.UtcDateTime,
            (now - KeptFor).UtcDateTime);
        if (await claim.ExecuteNonQueryAsync(ct) == 1)
            return null;
        await using var find = session.Command(Find);
        BindFind(find.Parameters, session.Household, account, key, now);
        await using var reader = await find.ExecuteReaderAsync(ct);
        return await ReadAsync(reader, fingerprint, ct)
            ?? throw new InvalidOperationException("An idempotency key was neither claimed nor found.");
    }

    /// <summary>Looks without claiming, before slow work; null when the key has not been used.</summary>
    public static async Task<WriteOutcome?> FindAsync(
        HouseholdDatabase database, HouseholdCaller caller, ClientKey key, byte[] fingerprint, DateTimeOffset now,
        CancellationToken ct)
    {
        await using var query = database.Query(caller.Household);
        BindFind(query.Add(Find), caller.Household, caller.Account, key, now);
        await using var reader = await query.ExecuteAsync(ct);
        return await ReadAsync(reader, fingerprint, ct);
    }

    /// <summary>The statement that keeps the answer; it goes with the commit.</summary>
    public static NpgsqlBatchCommand Complete(
        HouseholdId household, AccountId account, ClientKey key, WriteAnswer answer)
    {
        var complete = new NpgsqlBatchCommand(SetAnswer);
        complete.Parameters.Bind(household.Value, account.Value, key.Value, (short)answer.Status, answer.Body);
        return complete;
    }

    private static void BindFind(
        NpgsqlParameterCollection parameters,
        HouseholdId household,
        AccountId account,
        ClientKey key,
        DateTimeOffset now) =>
        parameters.Bind(household.Value, account.Value, key.Value, (now - KeptFor).UtcDateTime);

    private static async Task<WriteOutcome?> ReadAsync(
        NpgsqlDataReader reader, byte[] fingerprint, CancellationToken ct)
    {
        if (!await reader.ReadAsync(ct))
            return null;
        return reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(fingerprint)
            ? new WriteOutcome.Answered(new WriteAnswer(reader.GetInt16(1), reader.GetString(2)) { IsReplayed = true })
            : new WriteOutcome.Failed(Problems.IdempotencyKeyReused);
    }
}

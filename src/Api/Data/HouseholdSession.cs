using Npgsql;
using PawPal.Api.Changes;
using PawPal.Api.Households;

namespace PawPal.Api.Data;

/// <summary>A transaction in which only one household's rows exist. Disposed without a commit, it rolls back.</summary>
internal sealed class HouseholdSession(
    HouseholdId household,
    AccountId? account,
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    TimeProvider clock,
    ChangeSignal signal,
    ReadReplica? replica = null) : IAsyncDisposable
{
    private readonly RecordedChanges _changes = new();

    public HouseholdId Household => household;

    public NpgsqlConnection Connection => connection;

    public NpgsqlTransaction Transaction => transaction;

    /// <summary>A command of this transaction; the caller disposes it.</summary>
    public NpgsqlCommand Command(string sql) => new(sql, connection, transaction);

    /// <summary>A batch of this transaction; the caller disposes it.</summary>
    public NpgsqlBatch Batch() => new(connection, transaction);

    /// <summary>
    /// Notes a change. With the commit it becomes an entry of the audit trail and a row of the outbox.
    /// </summary>
    /// <param name="action"><c>feature.verb</c> in the past: <c>care.logged</c>.</param>
    /// <param name="details">Serialised to a JSON object that every member of the household may see.</param>
    public void Record(string action, Guid subject, Guid? pet = null, object? details = null) =>
        _changes.Add(action, subject, pet, details);

    /// <param name="last">Statements that go with the commit, in the same round trip as the recorded changes.</param>
    public async Task CommitAsync(CancellationToken ct, NpgsqlBatchCommand? last = null)
    {
        var hasChanges = !_changes.IsEmpty;
        await using (var batch = Batch())
        {
            if (last is not null)
                batch.BatchCommands.Add(last);
            // The head of the household's chain is locked here: late, so that writers wait for each other briefly.
            _changes.AddTo(batch, household, account, clock.GetUtcNow());
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        if (replica is not null && account is { } writer)
            await replica.NoteAsync(writer, connection, ct);
        if (hasChanges)
            signal.Tell(household);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

using Npgsql;
using NpgsqlTypes;
using PawPal.Api.Households;

namespace PawPal.Api.Data;

/// <summary>
/// The replica that reads may go to. Who has just written reads the primary until the replica has replayed that; so
/// does everybody while it cannot be known who has written, or while the replica does not answer.
/// </summary>
internal sealed class ReadReplica(
    NpgsqlDataSource source,
    WrittenPlaces written,
    ReplicaMetrics metrics,
    TimeProvider clock,
    ILogger<ReadReplica> log)
{
    private const int SecondsToAnswer = 3;

    // A standby answers with null when it is none any more; then it has everything.
    private const string HasReplayed = "select coalesce(pg_last_wal_replay_lsn() >= $1, true)";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private long _awaySince = long.MinValue;

    private bool IsAway =>
        Interlocked.Read(ref _awaySince) is var since and not long.MinValue && clock.GetElapsedTime(since) < Pause;

    /// <summary>After a commit: the caller's next reads must see it.</summary>
    public async Task NoteAsync(AccountId account, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var place = new NpgsqlCommand("select pg_current_wal_insert_lsn()", connection);
        await written.KeepAsync(account, (NpgsqlLogSequenceNumber)(await place.ExecuteScalarAsync(ct))!);
    }

    /// <summary>Null when the primary must be asked.</summary>
    /// <returns>A reader that stands at the first statement's rows.</returns>
    public async Task<NpgsqlDataReader?> TryAsync(
        AccountId account, IReadOnlyList<NpgsqlBatchCommand> statements, CancellationToken ct)
    {
        if (IsAway)
            return Primary("away");
        var (isKnown, place) = await written.FindAsync(account);
        if (!isKnown)
            return Primary("unknown");
        try
        {
            return await ReadAsync(place, statements, ct);
        }
        catch (NpgsqlException failure) when (!ct.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref _awaySince, clock.GetTimestamp()) == long.MinValue)
                log.ReplicaAway((failure as PostgresException)?.SqlState ?? failure.GetType().Name);
            return Primary("away");
        }
    }

    private async Task<NpgsqlDataReader?> ReadAsync(
        NpgsqlLogSequenceNumber place, IReadOnlyList<NpgsqlBatchCommand> statements, CancellationToken ct)
    {
        var batch = source.CreateBatch();
        batch.Timeout = SecondsToAnswer;
        var check = new NpgsqlBatchCommand(HasReplayed);
        check.Parameters.Add(new NpgsqlParameter<NpgsqlLogSequenceNumber>
        {
            TypedValue = place,
            NpgsqlDbType = NpgsqlDbType.PgLsn,
        });
        batch.BatchCommands.Add(check);
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement);
        var rows = await batch.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct) || !rows.GetBoolean(0))
        {
            await rows.DisposeAsync();
            return Primary("behind");
        }

        if (Interlocked.Exchange(ref _awaySince, long.MinValue) != long.MinValue)
            log.ReplicaBack();
        await rows.NextResultAsync(ct);
        metrics.Read("replica");
        return rows;
    }

    private NpgsqlDataReader? Primary(string reason)
    {
        metrics.Read(reason);
        return null;
    }
}

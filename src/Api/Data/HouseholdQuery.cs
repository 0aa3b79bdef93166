using Npgsql;
using PawPal.Api.Households;

namespace PawPal.Api.Data;

/// <summary>
/// Reads of one household in one round trip. The statements run in the batch's implicit transaction, so the household
/// set by its first statement is gone when the batch ends.
/// </summary>
internal sealed class HouseholdQuery : IAsyncDisposable
{
    private readonly NpgsqlDataSource _primary;
    private readonly List<NpgsqlBatchCommand> _statements = [];
    private readonly ReadReplica? _replica;
    private readonly AccountId _reader;
    private NpgsqlBatch? _batch;

    public HouseholdQuery(
        HouseholdId household, NpgsqlDataSource primary, ReadReplica? replica = null, AccountId reader = default)
    {
        _primary = primary;
        _replica = replica;
        _reader = reader;
        Add(HouseholdDatabase.SetHousehold).Bind(household.ToString());
    }

    /// <summary>Adds a statement; bind its parameters on what this returns.</summary>
    public NpgsqlParameterCollection Add(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        _statements.Add(command);
        return command.Parameters;
    }

    /// <summary>
    /// Runs all statements; the reader stands at the first one's rows, <c>NextResultAsync</c> leads to the next.
    /// </summary>
    public async Task<NpgsqlDataReader> ExecuteAsync(CancellationToken ct)
    {
        var rows = _replica is null ? null : await _replica.TryAsync(_reader, _statements, ct);
        if (rows is null)
        {
            _batch = _primary.CreateBatch();
            foreach (var statement in _statements)
                _batch.BatchCommands.Add(statement);
            rows = await _batch.ExecuteReaderAsync(ct);
        }

        await rows.NextResultAsync(ct);
        return rows;
    }

    public ValueTask DisposeAsync() => _batch?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using Npgsql;
using PawPal.Api.Households;

namespace PawPal.Api.Data;

/// <summary>
/// Reads of one household in one round trip. The statements run in the batch's implicit transaction, so the household
/// set by its first statement is gone when the batch ends.
/// </summary>
internal sealed class HouseholdQuery : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;

    public HouseholdQuery(HouseholdId household, NpgsqlBatch batch)
    {
        _batch = batch;
        Add(HouseholdDatabase.SetHousehold).Bind(household.ToString());
    }

    /// <summary>Adds a statement; bind its parameters on what this returns.</summary>
    public NpgsqlParameterCollection Add(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        _batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    /// <summary>
    /// Runs all statements; the reader stands at the first one's rows, <c>NextResultAsync</c> leads to the next.
    /// </summary>
    public async Task<NpgsqlDataReader> ExecuteAsync(CancellationToken ct)
    {
        var reader = await _batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return reader;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}

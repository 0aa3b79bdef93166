using Microsoft.Extensions.Options;
using Npgsql;
using PawPal.Api.Data;

namespace PawPal.Api.Retention;

/// <summary>One round over all rules.</summary>
internal sealed class RetentionSweep(
    NpgsqlDataSource source, RetentionMetrics metrics, TimeProvider clock, IOptions<RetentionOptions> options)
{
    // Workers take turns: the lock belongs to a batch's transaction, so a worker that dies gives it back.
    private const string Claim = "select pg_try_advisory_xact_lock(hashtextextended('pawpal.retention', 0))";

    /// <returns>Rows deleted; those that went with them are not counted.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        using var activity = RetentionMetrics.Sweep();
        long all = 0;
        foreach (var rule in RetentionRule.All)
        {
            int deleted;
            do
            {
                deleted = await RunBatchAsync(rule, ct);
                all += deleted;
            }
            while (deleted == options.Value.BatchSize);
        }

        metrics.Swept();
        return all;
    }

    private async Task<int> RunBatchAsync(RetentionRule rule, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var claim = new NpgsqlCommand(Claim, connection, transaction);
        if (await claim.ExecuteScalarAsync(ct) is not true)
            return 0;
        await using var delete = new NpgsqlCommand(rule.Sql, connection, transaction);
        delete.Parameters.Bind(clock.GetUtcNow() - rule.Keep, options.Value.BatchSize);
        var deleted = await delete.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        metrics.Deleted(rule, deleted);
        return deleted;
    }
}

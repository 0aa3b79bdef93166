using Microsoft.Extensions.Options;
using Npgsql;

namespace PawPal.Api.Replication;

/// <summary>Looks at the replicas now and then, so that a scrape never waits for the database.</summary>
internal sealed class ReplicationReader(
    NpgsqlDataSource source, ReplicationMetrics metrics, TimeProvider clock, IOptions<ReplicationOptions> options,
    ILogger<ReplicationReader> log)
    : BackgroundService
{
    // One row at least, which tells where the log ends.
    private const string Sql =
        """
        select (pg_current_wal_lsn() - '0/0')::bigint, replica, (replayed - '0/0')::bigint,
            coalesce(lag, interval '0')
        from (select 1) one left join replica_progress() on replayed is not null
        """;

    private readonly ReplicaLags _lags = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.ReadFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var replicas = new List<ReplicaProgress>();
        long written = 0;
        while (await reader.ReadAsync(ct))
        {
            written = reader.GetInt64(0);
            if (!await reader.IsDBNullAsync(1, ct))
                replicas.Add(new ReplicaProgress(
                    reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<TimeSpan>(3)));
        }

        metrics.Saw(replicas.Count, _lags.Of(clock.GetUtcNow(), written, replicas));
    }
}

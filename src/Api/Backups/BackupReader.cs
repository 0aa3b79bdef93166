using Microsoft.Extensions.Options;
using Npgsql;

namespace PawPal.Api.Backups;

/// <summary>Looks at the record of backups now and then, so that a scrape never waits for the database.</summary>
internal sealed class BackupReader(
    NpgsqlDataSource source, BackupMetrics metrics, TimeProvider clock, IOptions<BackupOptions> options,
    ILogger<BackupReader> log)
    : BackgroundService
{
    private const string Sql =
        """
        select 'since', since from backup_epoch
        union all
        select kind, max(finished_at) from backup_run group by kind
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                metrics.Saw(await ReadAsync(stoppingToken));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The age grows on from what was seen last.
                log.ReadFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<BackupState> ReadAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var times = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
            times[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        return times.Remove("since", out var since)
            ? new BackupState(since, times)
            : throw new InvalidOperationException("backup_epoch is empty");
    }
}

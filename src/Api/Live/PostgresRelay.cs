using Npgsql;
using PawPal.Api.Households;

namespace PawPal.Api.Live;

/// <summary>Hears what is told through Postgres while Redis is away. It keeps one connection of the pool.</summary>
internal sealed class PostgresRelay(NpgsqlDataSource database, LiveStreams streams, ILogger<PostgresRelay> log)
    : BackgroundService
{
    public const string Channel = "pawpal_changes";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isSilent = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                if (!isSilent)
                    log.PostgresSilent((failure as PostgresException)?.SqlState ?? failure.GetType().Name);
                isSilent = true;
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        connection.Notification += (_, told) =>
        {
            if (HouseholdId.TryParse(told.Payload, out var household))
                streams.Wake(household);
        };
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);
        // What was told while nobody listened.
        streams.WakeAll();
        while (true)
            await connection.WaitAsync(stopping);
    }
}

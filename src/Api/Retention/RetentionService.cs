using Microsoft.Extensions.Options;

namespace PawPal.Api.Retention;

internal sealed class RetentionService(
    RetentionSweep sweep, TimeProvider clock, IOptions<RetentionOptions> options, ILogger<RetentionService> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                var deleted = await sweep.RunAsync(stoppingToken);
                if (deleted > 0)
                    log.Swept(deleted);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // An escaped exception stops the host; the next round tries again.
                log.SweepFailed(failure);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

using Microsoft.Extensions.Options;

namespace PawPal.Api.Reminders;

/// <summary>Looks for what is due, and goes on until nothing is.</summary>
internal sealed class ReminderService(
    ReminderRound round,
    IEnumerable<IDueWork> works,
    TimeProvider clock,
    IOptions<ReminderOptions> options,
    ILogger<ReminderService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Poll, clock);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // An escaped exception stops the host; the next round tries again.
                log.RoundFailed(failure);
            }
            catch (OperationCanceledException)
            {
                // Asked to stop: what was claimed is rolled back and another worker takes it.
                return;
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    /// <summary>Everything that is due now.</summary>
    public async Task TickAsync(CancellationToken ct)
    {
        await Task.WhenAll(Enumerable.Range(0, options.Value.Lanes).Select(_ => DrainAsync(round.RunFirstAsync, ct)));
        foreach (var work in works)
            await DrainAsync(work.RunAsync, ct);
        await round.LookAsync(ct);
    }

    private static async Task DrainAsync(Func<CancellationToken, Task<int>> run, CancellationToken ct)
    {
        int due;
        do
        {
            using var activity = ReminderMetrics.Round();
            due = await run(ct);
        }
        while (due > 0);
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

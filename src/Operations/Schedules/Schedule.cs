using Cronos;

namespace PawPal.Operations.Schedules;

/// <summary>Runs again and again at the times of a cron expression (UTC), until it is told to stop.</summary>
internal sealed class Schedule(CronExpression times, TimeProvider clock)
{
    // A clock may be set while we wait, and a timer has a longest time: look at the clock again now and then.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private const int FieldsWithSeconds = 6;

    /// <exception cref="UsageFailure">It is no cron expression, or none that ever comes.</exception>
    public static Schedule Parse(string text, TimeProvider clock)
    {
        try
        {
            var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            var times = CronExpression.Parse(
                text, fields == FieldsWithSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard);
            if (times.GetNextOccurrence(clock.GetUtcNow().UtcDateTime) is not null)
                return new Schedule(times, clock);
        }
        catch (CronFormatException problem)
        {
            throw new UsageFailure(
                $"--schedule cannot be '{text}': {problem.Message.TrimEnd('.')}. Write five fields, as '5 * * * *'");
        }

        throw new UsageFailure($"--schedule '{text}' never comes");
    }

    /// <param name="run">A run that fails is told of, and the next one tries again.</param>
    public async Task RunAsync(Func<CancellationToken, Task> run, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var next = times.GetNextOccurrence(clock.GetUtcNow(), TimeZoneInfo.Utc)
                    ?? throw new OperationFailure("the schedule has no further time");
                await Console.Out.WriteLineAsync($"next run at {next:yyyy-MM-dd HH:mm:ss} UTC");
                await WaitAsync(next, stopping);
                await RunOnceAsync(run, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("stopped");
        }
    }

    private static async Task RunOnceAsync(Func<CancellationToken, Task> run, CancellationToken stopping)
    {
        try
        {
            await run(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"pawpal-ops: {FailureText.Of(failure)}");
        }
    }

    private async Task WaitAsync(DateTimeOffset until, CancellationToken stopping)
    {
        while (until - clock.GetUtcNow() is { Ticks: > 0 } left)
            await Task.Delay(left < LongestWait ? left : LongestWait, clock, stopping);
    }
}

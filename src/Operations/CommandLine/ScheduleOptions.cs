using System.CommandLine;
using PawPal.Operations.Backups;
using PawPal.Operations.Schedules;

namespace PawPal.Operations.CommandLine;

/// <summary>When a backup runs, and how long it stays.</summary>
internal sealed class ScheduleOptions
{
    private readonly Option<string?> _keep = new("--keep")
    {
        Description = $"How many backups stay (24), or for how many days (7d); else all [{Settings.Keep}]",
        DefaultValueFactory = _ => Settings.Variable(Settings.Keep),
    };

    private readonly Option<string?> _schedule = new("--schedule")
    {
        Description = $"Stay, and run at these times: a cron expression, in UTC [{Settings.Schedule}]",
        DefaultValueFactory = _ => Settings.Variable(Settings.Schedule),
    };

    public void AddTo(Command command)
    {
        command.Add(_keep);
        command.Add(_schedule);
    }

    public KeepRule? Keep(ParseResult parsed) => KeepRule.Parse(parsed.GetValue(_keep));

    /// <summary>Once, or for as long as the process lives.</summary>
    public Task RunAsync(ParseResult parsed, Func<CancellationToken, Task> run, CancellationToken ct) =>
        parsed.GetValue(_schedule) is { } times
            ? Schedule.Parse(times, TimeProvider.System).RunAsync(run, ct)
            : run(ct);
}

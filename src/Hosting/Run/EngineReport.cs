using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>What the engine says to the person at the terminal.</summary>
internal sealed class EngineReport(RunSet runs, RunParts parts)
{
    /// <summary>What an earlier run had left behind.</summary>
    public void Cleaned(
        ProcessIdentity? predecessor, IReadOnlyList<ProcessRecord> stopped, IReadOnlyList<string> containers)
    {
        var who = predecessor is { } engine
            ? string.Create(CultureInfo.InvariantCulture, $"The run before this one (pid {engine.Pid})")
            : "The run before this one";
        var left = string.Join(", ", stopped.Select(record => string.Create(
            CultureInfo.InvariantCulture, $"{record.Resource} (pid {record.Process.Pid})"))
            .Concat(containers.Select(name => $"container {name}")));
        parts.Console.Progress(left.Length == 0
            ? $"{who} was killed; nothing of it still runs."
            : $"{who} was killed; stopped what it had left: {left}.");
    }

    /// <summary>Says every ten seconds what is still awaited.</summary>
    public async Task StillStartingAsync(CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), parts.Clock);
            while (await timer.WaitForNextTickAsync(ct))
            {
                var waiting = Consequences.Pending(
                    runs.All.Where(run => !run.IsHeld).Select(run => run.Replica), parts.States, parts.Health);
                parts.Console.Progress($"Still starting: {string.Join("; ", waiting)}");
            }
        }
        catch (OperationCanceledException)
        {
            // All are up, or none will be.
        }
    }

    /// <summary>The table at the end of a start.</summary>
    public void Started()
    {
        var all = runs.All.Select(run => parts.States.TryGetCurrentState(run.Replica.Id, out var known) ? known : null)
            .OfType<ResourceEvent>().ToArray();
        parts.Console.Progress("");
        foreach (var line in StatusTable.Lines(all))
            parts.Console.Progress(line);
        parts.Console.Progress("");
        parts.Console.Progress($"Logs: {parts.Options.LogFolder}    Ctrl+C stops everything.");
        parts.Console.Progress(string.Create(CultureInfo.InvariantCulture, $"Started in {parts.Elapsed:0.0} s"));
        if (StatusTable.ToOpen(all) is { } url)
            parts.Console.Progress($"Open {url}");
    }

    /// <summary>Why it cannot run: who waits in vain, the last output, the one line.</summary>
    /// <param name="isStarting">Whether others may wait for what failed.</param>
    public void Failed(DistributedApplicationException failure, bool isStarting)
    {
        if (failure is ResourceFailure at)
        {
            foreach (var line in isStarting ? Consequences.Of(at, Resources(), parts.States) : [])
                parts.Console.Failure(line);
            if (at.Output.Count > 0)
                parts.Console.Failure($"The last lines of {at.Id}:");
            foreach (var line in at.Output)
                parts.Console.Failure($"  {line}");
        }

        parts.Console.Failure(failure.Message);
    }

    private IEnumerable<IResource> Resources() => runs.All.Select(run => run.Resource).Distinct();
}

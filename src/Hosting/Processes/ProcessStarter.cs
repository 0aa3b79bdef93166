namespace PawPal.Hosting.Processes;

/// <summary>Starts processes so that none of them is forgotten: each is on record and watched.</summary>
internal sealed class ProcessStarter(ProcessRecords records) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ChildProcess> _known = [];
    private Watcher? _watcher;
    private bool _isOver;

    public ChildProcess Start(ProcessPlan plan, Action<string, bool> onLine)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            _watcher ??= Watcher.Start(InheritedEnvironment.Variables());
            var child = ChildProcess.Start(records.Marked(plan), onLine);
            if (ProcessIdentity.Of(child.Pid) is { } identity)
            {
                records.Add(new ProcessRecord(identity, plan.Resource, plan.StopSignal));
                _watcher.Add(identity, plan.StopSignal);
            }

            _known.Add(child);
            _ = ForgetWhenEndedAsync(child);
            return child;
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>The exit code and the last lines it wrote.</returns>
    public async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(ProcessPlan plan, CancellationToken ct)
    {
        var lines = new LastLines();
        var child = Start(plan, (line, _) => lines.Add(line));
        try
        {
            return (await child.Exited.WaitAsync(ct), lines.ToArray());
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
            throw;
        }
    }

    /// <summary>Ends what still runs, takes it off the record, and ends the watcher.</summary>
    public async ValueTask DisposeAsync()
    {
        ChildProcess[] left;
        lock (_lock)
        {
            if (_isOver)
                return;
            _isOver = true;
            left = [.. _known];
        }

        await Task.WhenAll(left.Select(child => child.StopAsync(TimeSpan.FromSeconds(1), CancellationToken.None)));
        lock (_lock)
        {
            foreach (var child in left)
                Forget(child);
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    private async Task ForgetWhenEndedAsync(ChildProcess child)
    {
        await child.Exited;
        // Children in the same group may live on; then the record has to stay for the stop or the next start.
        if (child.HasLeftChildren)
            return;
        lock (_lock)
            Forget(child);
    }

    private void Forget(ChildProcess child)
    {
        if (!_known.Remove(child) || !child.Exited.IsCompleted)
            return;
        records.Remove(child.Pid);
        _watcher?.Remove(child.Pid);
        child.Dispose();
    }
}

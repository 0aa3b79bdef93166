using System.Diagnostics;
using System.Globalization;

namespace PawPal.Hosting.Processes;

/// <summary>A process of ours in a session of its own: a Ctrl+C at the terminal reaches the engine alone.</summary>
internal sealed class ChildProcess : IRunning, IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProcessPlan _plan;
    private IReadOnlyList<ProcessIdentity> _stayedBehind = [];
    private Task _pipes = Task.CompletedTask;

    private ChildProcess(ProcessPlan plan, Process process)
    {
        _plan = plan;
        _process = process;
    }

    public int Pid { get; private set; }

    /// <summary>The exit code; 128 and the signal's number when a signal ended it.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Whether it left children of its group behind when it ended.</summary>
    public bool HasLeftChildren => _stayedBehind.Count > 0;

    /// <param name="onLine">Gets each line, and whether it came from standard error.</param>
    public static ChildProcess Start(ProcessPlan plan, Action<string, bool> onLine)
    {
        var command = Command(plan);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = plan.WorkingDirectory,
        };
        start.Environment.Clear();
        foreach (var (name, value) in plan.Environment)
            start.Environment[name] = value;

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var child = new ChildProcess(plan, process);
        process.Exited += (_, _) => _ = child.CompleteAsync();
        process.Start();
        child.Pid = process.Id;
        process.StandardInput.Close();
        child._pipes = Task.WhenAll(
            LineReader.ReadAsync(process.StandardOutput, line => onLine(line, false)),
            LineReader.ReadAsync(process.StandardError, line => onLine(line, true)));
        return child;
    }

    /// <summary>Asks it to end, then makes it, its group and its children end.</summary>
    /// <param name="grace">How long it may take of its own will.</param>
    /// <param name="hurry">Cancelled: no more grace.</param>
    /// <returns>Whether it ended of its own will.</returns>
    public async Task<bool> StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        if (Exited.IsCompleted)
        {
            // The number may be another's by now: only those who were seen to stay behind are meant.
            foreach (var member in _stayedBehind.Where(member => member.IsAlive))
                Signals.Send(member.Pid, Signal.Kill);
            return true;
        }

        var family = ProcessTree.Below(Pid);
        Signals.SendToLiving(Pid, _plan.StopSignal);
        var willing = await EndsWithinAsync(grace, hurry);
        if (!willing && _plan.UrgentSignal is { } urgent)
        {
            Signals.SendToLiving(Pid, urgent);
            await EndsWithinAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        // Also after a willing end: children of the process may have stayed.
        family = [.. family, .. ProcessTree.Below(Pid)];
        Signals.SendToGroup(Pid, Signal.Kill);
        if (!willing)
        {
            if (!Exited.IsCompleted)
                Signals.Send(Pid, Signal.Kill);
            foreach (var member in family.Where(member => member.IsAlive))
                Signals.Send(member.Pid, Signal.Kill);
        }

        await EndsWithinAsync(TimeSpan.FromSeconds(2), CancellationToken.None);
        return willing;
    }

    public void Dispose() => _process.Dispose();

    private static List<string> Command(ProcessPlan plan)
    {
        List<string> command = OperatingSystem.IsLinux()
            ? ["setsid"]
            : ["/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127"];
        if (plan.RunAs is { } user)
        {
            command.AddRange(
            [
                "setpriv", string.Create(CultureInfo.InvariantCulture, $"--reuid={user.Uid}"),
                string.Create(CultureInfo.InvariantCulture, $"--regid={user.Gid}"), "--clear-groups", "--",
            ]);
        }

        command.Add(plan.Program);
        command.AddRange(plan.Arguments);
        return command;
    }

    private async Task<bool> EndsWithinAsync(TimeSpan limit, CancellationToken hurry)
    {
        try
        {
            await Exited.WaitAsync(limit, hurry);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task CompleteAsync()
    {
        _stayedBehind = ProcessTree.InGroup(Pid);
        // The last lines may still be in the pipes; a grandchild that keeps them open must not hold us up.
        await Task.WhenAny(_pipes, Task.Delay(TimeSpan.FromSeconds(1)));

        _exited.TrySetResult(_process.ExitCode);
    }
}

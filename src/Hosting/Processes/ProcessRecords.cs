using System.Globalization;

namespace PawPal.Hosting.Processes;

/// <summary>A process that was started and not yet seen to end.</summary>
internal sealed record ProcessRecord(ProcessIdentity Process, string Resource, Signal Stop)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Process} {Resource} {(int)Stop}");

    public static ProcessRecord? Parse(string text) =>
        text.Trim().Split(' ') is [var pid, var start, var resource, var stop]
        && ProcessIdentity.Parse($"{pid} {start}") is { } process
        && int.TryParse(stop, CultureInfo.InvariantCulture, out var signal)
            ? new(process, resource, (Signal)signal)
            : null;
}

/// <summary>Files that say what runs, for the start after a kill -9.</summary>
internal sealed class ProcessRecords(string stateFolder)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(6);

    private string Folder => Path.Combine(stateFolder, "run");

    public void Add(ProcessRecord record)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(PathOf(record.Process.Pid), record.ToString());
    }

    /// <summary>The plan with the mark that lets the next start find the process's children.</summary>
    public ProcessPlan Marked(ProcessPlan plan) =>
        plan with { Environment = ProcessMark.Set(plan.Environment, plan.Resource, stateFolder) };

    /// <summary>Nothing is to be removed of a process that ended before it could be recorded.</summary>
    public void Remove(int pid)
    {
        if (Directory.Exists(Folder))
            File.Delete(PathOf(pid));
    }

    /// <summary>Ends what an earlier run left behind; a pid that was given to another process is left alone.</summary>
    /// <returns>The records that were found, and which of them were still alive.</returns>
    public async Task<(int Found, IReadOnlyList<ProcessRecord> Stopped)> CleanAsync(CancellationToken ct)
    {
        if (!Directory.Exists(Folder) || Directory.GetFiles(Folder) is [])
            return (0, []);
        var files = Directory.GetFiles(Folder);
        var alive = files.Select(Read).OfType<ProcessRecord>().Where(record => record.Process.IsAlive).ToArray();
        var family = alive.SelectMany(record => ProcessTree.Below(record.Process.Pid)).ToArray();
        var orphans = Orphans([.. alive.Select(record => record.Process), .. family]);
        foreach (var record in alive.Concat(orphans))
            Signals.SendToLiving(record.Process.Pid, record.Stop);

        ProcessIdentity[] all =
            [.. alive.Select(record => record.Process), .. family, .. orphans.Select(orphan => orphan.Process)];
        await UntilGoneAsync(all, Grace, ct);
        foreach (var record in alive.Where(record => record.Process.IsAlive))
            Signals.SendToLiving(record.Process.Pid, Signal.Kill);
        foreach (var member in all.Where(member => member.IsAlive))
            Signals.Send(member.Pid, Signal.Kill);
        await UntilGoneAsync(all, TimeSpan.FromSeconds(2), ct);
        foreach (var file in files)
            File.Delete(file);
        return (files.Length, [.. alive, .. orphans]);
    }

    // Children of a process that ended before its engine: nobody has their number, but they carry the mark.
    private ProcessRecord[] Orphans(ProcessIdentity[] known) =>
    [
        .. ProcessMark.Find(stateFolder).Where(marked => !known.Contains(marked.Process))
            .Select(marked => new ProcessRecord(marked.Process, marked.Resource, Signal.Terminate)),
    ];

    private static async Task UntilGoneAsync(ProcessIdentity[] processes, TimeSpan limit, CancellationToken ct)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (waited.Elapsed < limit && Array.Exists(processes, process => process.IsAlive))
            await Task.Delay(50, ct);
    }

    private static ProcessRecord? Read(string file) => ProcessRecord.Parse(File.ReadAllText(file));

    private string PathOf(int pid) => Path.Combine(Folder, pid.ToString(CultureInfo.InvariantCulture));
}

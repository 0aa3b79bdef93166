using System.Globalization;

namespace PawPal.Hosting.Processes;

/// <summary>The children of a process and theirs, where the system has /proc.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<ProcessIdentity> Below(int pid)
    {
        var children = All().ToLookup(process => process.Parent, process => process.Pid);
        var found = new List<ProcessIdentity>();
        Collect(pid, children, found);
        return found;
    }

    /// <summary>The living processes of the group that <paramref name="leader"/> leads or led.</summary>
    public static IReadOnlyList<ProcessIdentity> InGroup(int leader) =>
    [
        .. All().Where(process => process.Group == leader)
            .Select(process => ProcessIdentity.Of(process.Pid)).OfType<ProcessIdentity>(),
    ];

    private static void Collect(int pid, ILookup<int, int> children, List<ProcessIdentity> found)
    {
        foreach (var child in children[pid])
        {
            if (ProcessIdentity.Of(child) is { } alive)
                found.Add(alive);
            Collect(child, children, found);
        }
    }

    private static IEnumerable<(int Pid, int Parent, int Group)> All()
    {
        if (!Directory.Exists("/proc/self"))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid)
                && Stat(folder) is { } stat)
            {
                yield return (pid, stat.Parent, stat.Group);
            }
        }
    }

    private static (int Parent, int Group)? Stat(string folder)
    {
        try
        {
            // "pid (name) state ppid pgrp ...": the name may hold blanks and brackets.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 4);
            return (int.Parse(fields[1], CultureInfo.InvariantCulture),
                int.Parse(fields[2], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace PawPal.Testing;

/// <summary>A process of this machine, as Linux describes it below /proc.</summary>
/// <param name="CommandLine">Program and arguments, separated by blanks.</param>
public sealed record RunningProcess(int Id, int ParentId, string CommandLine)
{
    /// <summary>Variables the process was started with.</summary>
    public IReadOnlyDictionary<string, string> Environment => File.ReadAllText($"/proc/{Id}/environ")
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Every process there is; those that end while they are read are left out.</summary>
    public static IReadOnlyList<RunningProcess> All() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(Read)
            .OfType<RunningProcess>(),
    ];

    /// <summary>All descendants of <paramref name="ancestor"/>, itself included.</summary>
    public static IReadOnlyList<RunningProcess> Below(int ancestor)
    {
        var all = All();
        var children = all.ToLookup(p => p.ParentId);
        var found = all.Where(p => p.Id == ancestor).ToList();
        for (var i = 0; i < found.Count; i++)
            found.AddRange(children[found[i].Id]);
        return found;
    }

    private static RunningProcess? Read(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            // The name in parentheses may hold anything: what follows starts behind the last one.
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            var command = File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
            return fields[0] == "Z"
                ? null
                : new RunningProcess(id, int.Parse(fields[1], CultureInfo.InvariantCulture), command);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

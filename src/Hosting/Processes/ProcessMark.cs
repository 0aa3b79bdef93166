using System.Globalization;
using System.Text;

namespace PawPal.Hosting.Processes;

/// <summary>
/// A variable that everything started for a state folder carries, and its children inherit: so a child is found even
/// when its parent, whose number is on record, is long gone.
/// </summary>
internal static class ProcessMark
{
    private const string Variable = "HOSTING_RUN_OF";

    /// <summary>The environment with the mark.</summary>
    public static Dictionary<string, string> Set(
        IReadOnlyDictionary<string, string> environment, string resource, string stateFolder) =>
        new(environment, StringComparer.Ordinal) { [Variable] = $"{resource}@{stateFolder}" };

    /// <summary>The living processes that carry the mark of a state folder, with the resource they belong to.</summary>
    public static IReadOnlyList<(ProcessIdentity Process, string Resource)> Find(string stateFolder)
    {
        if (!Directory.Exists("/proc/self"))
            return [];
        var found = new List<(ProcessIdentity, string)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            // The identity first: what was read belongs to it as long as it lives.
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid)
                && ProcessIdentity.Of(pid) is { } process && Read(folder) is { } mark
                && mark.EndsWith($"@{stateFolder}", StringComparison.Ordinal) && process.IsAlive)
            {
                found.Add((process, mark[..mark.IndexOf('@', StringComparison.Ordinal)]));
            }
        }

        return found;
    }

    private static string? Read(string folder)
    {
        try
        {
            var variables = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "environ"))).Split('\0');
            return Array.Find(variables, v => v.StartsWith($"{Variable}=", StringComparison.Ordinal))
                ?[(Variable.Length + 1)..];
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

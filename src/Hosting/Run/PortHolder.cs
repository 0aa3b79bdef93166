using System.Diagnostics;
using System.Globalization;

namespace PawPal.Hosting.Run;

/// <summary>Finds out who listens on a port.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>"pid 123 (nginx)", or "another program" when the system does not tell.</summary>
    public static string Describe(int port)
    {
        try
        {
            return Pid(port) is { } pid
                ? string.Create(CultureInfo.InvariantCulture, $"pid {pid} ({Name(pid)})")
                : "another program";
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return "another program";
        }
    }

    private static int? Pid(int port) => Directory.Exists("/proc/net") ? FromProc(port) : FromLsof(port);

    private static int? FromProc(int port)
    {
        var sockets = Tables.Where(File.Exists)
            .SelectMany(file => File.ReadLines(file).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && PortOf(fields[1]) == port)
            .Select(fields => $"socket:[{fields[9]}]")
            .ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid)
                && Handles(folder).Any(sockets.Contains))
            {
                return pid;
            }
        }

        return null;
    }

    private static int PortOf(string address) =>
        int.Parse(address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..], NumberStyles.HexNumber,
            CultureInfo.InvariantCulture);

    private static string[] Handles(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Combine(folder, "fd"))
                .Select(handle => new FileInfo(handle).LinkTarget).OfType<string>()];
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int? FromLsof(int port)
    {
        if (Processes.Programs.Find("lsof") is not { } lsof)
            return null;
        var start = new ProcessStartInfo(
            lsof, ["-nP", "-t", "-sTCP:LISTEN", string.Create(CultureInfo.InvariantCulture, $"-iTCP:{port}")])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start);
        return int.TryParse(process?.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var pid) ? pid : null;
    }

    private static string Name(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName;
        }
        catch (ArgumentException)
        {
            return "ended meanwhile";
        }
    }
}

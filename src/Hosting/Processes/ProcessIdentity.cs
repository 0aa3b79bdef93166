using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PawPal.Hosting.Processes;

/// <summary>
/// A process beyond its number: numbers are used again, the time of its start since the machine's is not.
/// </summary>
internal readonly record struct ProcessIdentity(int Pid, string Started)
{
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";
    private static readonly string BootId = File.Exists(BootIdPath) ? File.ReadAllText(BootIdPath).Trim() : "";

    /// <summary>The process of this number now, or null when there is none or it has ended (a zombie).</summary>
    public static ProcessIdentity? Of(int pid) =>
        OperatingSystem.IsLinux() ? FromProc(pid) : FromSystem(pid);

    public bool IsAlive => Of(Pid) is { } now && now == this;

    /// <summary>The kernel's clock ticks at the start, as in /proc; empty where there is no /proc.</summary>
    public string Ticks => Started.Split('@')[0];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid} {Started}");

    public static ProcessIdentity? Parse(string text) =>
        text.Trim().Split(' ') is [var pid, var started]
        && int.TryParse(pid, CultureInfo.InvariantCulture, out var number)
            ? new(number, started)
            : null;

    private static ProcessIdentity? FromProc(int pid)
    {
        try
        {
            // "pid (name) state ppid ... starttime": the name may hold blanks and brackets, so count from the last one.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new(pid, $"{fields[19]}@{BootId}");
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

    private static ProcessIdentity? FromSystem(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            var started = process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
            return process.HasExited ? null : new(pid, $"{started}@");
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}

using System.Runtime.InteropServices;

namespace PawPal.Hosting.Processes;

/// <summary>What a process can be told; the numbers are the same on Linux and macOS.</summary>
internal enum Signal
{
    None = 0,
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}

/// <summary>Sends signals to processes and whole groups, which .NET offers no way to do.</summary>
internal static partial class Signals
{
    /// <summary>Signals every process of the group that <paramref name="leader"/> leads, if there is one.</summary>
    public static bool SendToGroup(int leader, Signal signal) => Kill(-leader, (int)signal) == 0;

    /// <summary>Signals the group, or a leader that has no group yet. The leader must be known to be alive.</summary>
    public static void SendToLiving(int leader, Signal signal)
    {
        // Between its start and its setsid the process still stands in our own group, and leads none.
        if (!SendToGroup(leader, signal))
            Send(leader, signal);
    }

    public static void Send(int pid, Signal signal) => _ = Kill(pid, (int)signal);

    /// <summary>Whether any process of the group is left.</summary>
    public static bool GroupExists(int leader) => SendToGroup(leader, Signal.None);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}

using System.Globalization;
using System.Runtime.InteropServices;
using Garnet;

namespace PawPal.Hosting.Redis;

/// <summary>
/// Garnet in a process of its own: the AppHost's program, started again with a hidden argument. So it dies, and is
/// cleaned up, like every other process.
/// </summary>
internal static class GarnetProcess
{
    public const string Argument = "--hosting-garnet";

    /// <summary>Serves until it is told to end, and then ends the process, if the command line asks for it.</summary>
    public static void RunIfAsked(string[]? args)
    {
        if (args is [Argument, var settings])
            Environment.Exit(Run(RedisSettings.Read(settings)));
    }

    private static int Run(RedisSettings settings)
    {
        using var end = new ManualResetEventSlim();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            end.Set();
        });
        List<string> options =
        [
            "--bind", "127.0.0.1", "--port", settings.Port.ToString(CultureInfo.InvariantCulture),
            "--memory", "64m", "--index", "4m", "--logger-level", "Warning",
            // The native device needs libaio and a newer glibc than Debian 12 has.
            "--device-type", "RandomAccess",
        ];
        if (settings.Password is { } password)
            options.AddRange(["--auth", "Password", "--password", password]);
        if (settings.PersistSeconds is not null)
            options.AddRange(["--checkpointdir", settings.Folder, "--aof", "--recover"]);
        using var server = new GarnetServer([.. options]);
        server.Start();
        end.Wait();
        return 0;
    }
}

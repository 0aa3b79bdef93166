using System.Diagnostics;
using System.Net.Sockets;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Dashboard;

/// <summary>Keeps the dashboard's process running.</summary>
internal sealed class DashboardProcess(
    DashboardSettings settings, EngineOptions options, ProcessStarter processes, IConsoleLines console,
    TimeProvider clock)
{
    public const string Name = "dashboard";
    private const int MostQuickEnds = 5;
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Starts it, again when it ends, until it is told to stop.</summary>
    /// <param name="variables">Its settings.</param>
    public async Task RunAsync(IReadOnlyDictionary<string, string> variables, CancellationToken ct)
    {
        if (!File.Exists(settings.Program))
        {
            console.Failure($"The dashboard is not built: {settings.Program} is not there. Everything else runs on.");
            return;
        }

        using var log = new LogFile(options.LogFolder, Name);
        var quickEnds = 0;
        while (!ct.IsCancellationRequested)
        {
            var since = Stopwatch.StartNew();
            var code = await OnceAsync(variables, log, isFirst: quickEnds == 0, ct);
            if (ct.IsCancellationRequested)
                return;
            quickEnds = since.Elapsed < Quick ? quickEnds + 1 : 1;
            if (quickEnds > MostQuickEnds)
            {
                console.Failure($"The dashboard ended with code {code} again and stays off. See {log.Path}");
                return;
            }

            console.Failure($"The dashboard ended with code {code} and is started again. See {log.Path}");
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, quickEnds - 1))), clock, ct);
        }
    }

    private async Task<int> OnceAsync(
        IReadOnlyDictionary<string, string> variables, LogFile log, bool isFirst, CancellationToken ct)
    {
        var environment = InheritedEnvironment.Variables();
        foreach (var (name, value) in variables)
            environment[name] = value;
        var lines = new Lock();
        var process = processes.Start(
            new ProcessPlan(Name, BuiltProjects.DotNet, [settings.Program!])
            {
                WorkingDirectory = Path.GetDirectoryName(settings.Program!)!,
                Environment = environment,
            },
            (line, _) =>
            {
                lock (lines)
                    log.WriteLine(line);
            });
        if (isFirst)
            _ = AnnounceAsync(process, ct);
        try
        {
            return await process.Exited.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync(Grace, CancellationToken.None);
            return await process.Exited;
        }
    }

    // A link that is printed is a link that works.
    private async Task AnnounceAsync(ChildProcess process, CancellationToken ct)
    {
        try
        {
            while (!process.Exited.IsCompleted && !await AnswersAsync(ct))
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
            if (!process.Exited.IsCompleted)
                console.Progress($"Dashboard: {new Uri(settings.Frontend!, $"/login?t={settings.BrowserToken}")}");
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(settings.Frontend!.Host, settings.Frontend.Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

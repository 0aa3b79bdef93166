using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PawPal.Testing;

/// <summary>The AppHost as <c>./run.sh</c> starts it, on free ports and with a state folder of its own.</summary>
public sealed partial class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    private AppHostProcess(Process process) => _process = process;

    public static string Repository { get; } = FindRepository();

    /// <summary>All that it printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>The address a person opens.</summary>
    public Uri Address => new(AddressPattern().Matches(Output).Last().Value);

    /// <summary>The process in front: <c>dotnet run</c>, with the engine below it.</summary>
    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>
    /// The processes below this one that run <paramref name="program"/>, children of children included.
    /// </summary>
    public IReadOnlyList<RunningProcess> Started(string program) =>
        [.. RunningProcess.Below(_process.Id).Where(p => p.CommandLine.Contains(program, StringComparison.Ordinal))];

    /// <summary>Starts it and waits until it says that everything is healthy.</summary>
    public static async Task<AppHostProcess> StartAsync(string stateFolder, params string[] arguments)
    {
        var host = Launch(stateFolder, arguments);
        try
        {
            await Eventually.TrueAsync(
                () => host._process.HasExited || host.Output.Contains("Started in", StringComparison.Ordinal),
                StartLimit,
                "the AppHost says that all is healthy");
            return !host._process.HasExited ? host : throw new InvalidOperationException(
                $"The AppHost ended with {host._process.ExitCode}.");
        }
        catch (Exception failure)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"{failure.Message} It said:\n{host.Output}", failure);
        }
    }

    /// <summary>Starts it for a start that is expected to fail, and waits for its end.</summary>
    public static async Task<AppHostProcess> StartAndFailAsync(string stateFolder, params string[] arguments)
    {
        var host = Launch(stateFolder, arguments);
        try
        {
            await host.WaitForExitAsync(StartLimit);
            return host;
        }
        catch (TimeoutException)
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Presses Ctrl+C.</summary>
    public Task InterruptAsync() => SignalAsync("-INT");

    /// <summary>Takes the AppHost itself away without a chance to clean up.</summary>
    public async Task KillAsync()
    {
        foreach (var engine in Started("PawPal.AppHost"))
            await Command.RunAsync("kill", "-KILL", engine.Id.ToString(CultureInfo.InvariantCulture));
        await WaitForExitAsync(TimeSpan.FromSeconds(30));
    }

    public Task WaitForExitAsync(TimeSpan limit) =>
        Eventually.TrueAsync(() => _process.HasExited, limit, "the AppHost ends");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await InterruptAsync();
            await WaitForExitAsync(TimeSpan.FromSeconds(30));
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        // A terminal sends the signal to the whole foreground group: the `dotnet run` in front and the engine.
        foreach (var engine in Started("PawPal.AppHost"))
            await Command.RunAsync("kill", signal, engine.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static AppHostProcess Launch(string stateFolder, string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "run", "--project", Path.Combine(Repository, "src", "AppHost"), "--no-build", "--",
                "--DcpPublisher:RandomizePorts=true", $"--Hosting:StateFolder={stateFolder}",
                "--Hosting:ContainerEngine=none", "--Hosting:Dashboard=off", .. arguments,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var host = new AppHostProcess(process);
        host._process.OutputDataReceived += (_, line) => host.Keep(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Keep(line.Data);
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PawPal.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from the output folder inside the repository.");
    }

    [GeneratedRegex(@"http://(?:localhost|127\.0\.0\.1):\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AddressPattern();
}

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using PawPal.Hosting.Processes;
using PawPal.Testing;

namespace PawPal.Hosting.Tests;

/// <summary>The sample AppHost as a process of its own, started as a person starts it.</summary>
internal sealed class SampleRun : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private bool _isOver;
    private readonly StringBuilder _output = new();

    private SampleRun(Process process, string state)
    {
        _process = process;
        State = state;
    }

    public string State { get; }

    public int Pid => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Every process of the application, the watcher included.</summary>
    public IReadOnlyList<ProcessIdentity> Family => ProcessTree.Below(Pid);

    public static string Built(string project)
    {
        // .../artifacts/bin/Hosting.Tests/debug/
        var here = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!;
        return Path.Combine(here, "..", "..", project, Path.GetFileName(here), $"PawPal.{project}.dll");
    }

    public static SampleRun Start(
        string state, string[]? args = null, Action<IDictionary<string, string?>>? environment = null)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet" ? own : "dotnet",
            [Built("SampleHost"), $"--Hosting:StateFolder={state}",
            "--DcpPublisher:RandomizePorts=true", "--Hosting:ContainerEngine=none", "--Hosting:Dashboard=off",
            .. args ?? []])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        environment?.Invoke(start.Environment);
        var run = new SampleRun(new Process { StartInfo = start }, state);
        run._process.OutputDataReceived += (_, line) => run.Append(line.Data);
        run._process.ErrorDataReceived += (_, line) => run.Append(line.Data);
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    public static async Task<SampleRun> StartedAsync(string state, params string[] args)
    {
        var run = Start(state, args);
        await run.SaysAsync("Started in ");
        return run;
    }

    public async Task SaysAsync(string text)
    {
        try
        {
            await Eventually.TrueAsync(
                () => Output.Contains(text, StringComparison.Ordinal) || _process.HasExited, StartLimit, text);
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"The AppHost did not say '{text}': {Output}", late);
        }

        Assert.True(Output.Contains(text, StringComparison.Ordinal), Output);
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Signal(Signal signal) => Signals.Send(Pid, signal);

    /// <summary>The address of a resource, as the table says it.</summary>
    public string Url(string resource)
    {
        var row = Output.Split('\n').Single(line => line.StartsWith(resource + " ", StringComparison.Ordinal)
            && line.Contains('|', StringComparison.Ordinal));
        return row.Split('|')[2].Trim().Split(' ')[0];
    }

    public async Task<Dictionary<string, string>> EnvironmentOfAsync(string resource)
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        var json = await client.GetStringAsync(new Uri(new Uri(Url(resource)), "/environment"));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
    }

    public string Secret(string name) => JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(State, "secrets.json")))![name];

    public string Postgres(string database = "postgres") => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={new Uri(Url("postgres")).Port};Username=postgres;Password={Secret("postgres-password")};"
        + $"Database={database};Pooling=false");

    public async ValueTask DisposeAsync()
    {
        if (_isOver)
            return;
        _isOver = true;
        if (!_process.HasExited)
        {
            Signal(PawPal.Hosting.Processes.Signal.Terminate);
            await EndAsync();
        }

        _process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Append(line).Append('\n');
    }
}

/// <summary>A folder for the state of sample runs.</summary>
internal sealed class StateForTest : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pawpal-state-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

using System.Diagnostics;
using System.Globalization;
using PawPal.Testing;

namespace PawPal.Publishing.Tests;

/// <summary>
/// Runs PostgreSQL's programs and scripts around them as a pod does: not as root, settings in variables.
/// </summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    private static readonly string Programs = Directory.EnumerateDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin")).Last(bin => File.Exists(Path.Combine(bin, "initdb")));

    private readonly Dictionary<string, string> _variables;
    private Process? _server;

    public PostgresProcess(string folder, IReadOnlyDictionary<string, string> variables)
    {
        Folder = folder;
        _variables = new(variables)
        {
            ["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}",
            ["PGDATA"] = Path.Combine(folder, "pgdata"),
            ["PGPORT"] = Port.ToString(CultureInfo.InvariantCulture),
            ["PGHOST"] = folder,
            ["TMPDIR"] = folder,
        };
    }

    public string Folder { get; }

    public int Port { get; } = FreePort.Next();

    public string Data => _variables["PGDATA"];

    /// <summary>Arguments that keep a server within its folder and off every address but the loopback one.</summary>
    public string[] Placed => ["-h", "127.0.0.1", "-k", Folder, "-p", _variables["PGPORT"], "-c", "fsync=off"];

    public Task<string> RunAsync(params string[] command) =>
        CommandOutput.OfAsync(Program(command)[0], Program(command)[1..]);

    /// <summary>Asks with psql as a person in the pod does, and gives what it says.</summary>
    public Task<string> AskAsync(string sql, params string[] more) =>
        RunAsync(["psql", "-w", "-At", "-v", "ON_ERROR_STOP=1", "-U", "care", .. more, "-c", sql]);

    public async Task StartAsync(params string[] command)
    {
        var words = Program(command);
        _server = Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        await Eventually.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(60), "PostgreSQL answers");
    }

    /// <summary>The arguments of the server and of all it has started.</summary>
    public Task<string> ProcessesAsync() =>
        CommandOutput.OfAsync("ps", "-o", "args=", "--ppid", ServerId, "-p", ServerId);

    public async Task StopAsync()
    {
        await Command.RunAsync("kill", "-INT", ServerId);
        await _server!.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        // One that ended by itself must not hide the reason.
        if (_server is { HasExited: false })
            await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private string ServerId => _server!.Id.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_server!.HasExited, "PostgreSQL has ended");
        try
        {
            await RunAsync("pg_isready", "-q");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private string[] Program(string[] command)
    {
        string[] user = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            : [];
        return [.. user, "env", "-i", .. _variables.Select(variable => $"{variable.Key}={variable.Value}"), .. command];
    }
}

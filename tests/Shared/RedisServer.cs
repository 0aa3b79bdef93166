using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace PawPal.Testing;

/// <summary>A real redis-server without persistence, on a port of its own.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private Process _process;

    private RedisServer(int port, Process process)
    {
        Port = port;
        _process = process;
    }

    public int Port { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public static async Task<RedisServer> StartAsync()
    {
        var port = FreePort.Next();
        return new RedisServer(port, await StartProcessAsync(port));
    }

    /// <summary>Stops answering without closing connections (SIGSTOP): worse than down.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task StartAgainAsync() => _process = await StartProcessAsync(Port);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private Task SignalAsync(string signal) =>
        Command.RunAsync("kill", signal, _process.Id.ToString(CultureInfo.InvariantCulture));

    private static async Task<Process> StartProcessAsync(int port)
    {
        var start = new ProcessStartInfo(
            "redis-server",
            [
                "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "",
                "--daemonize", "no",
            ])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await Eventually.TrueAsync(() => AnswersAsync(port), TimeSpan.FromSeconds(60), "redis-server listens");
        return process;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

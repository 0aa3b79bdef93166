using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace PawPal.Testing;

/// <summary>The real speech service, as it was built beside the test, on a port of its own.</summary>
public sealed class SpeechProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly int _port;
    private Process _process;

    private SpeechProcess(int port, Process process)
    {
        _port = port;
        _process = process;
    }

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    public static async Task<SpeechProcess> StartAsync()
    {
        var speech = new SpeechProcess(FreePort.Next(), null!);
        await speech.StartAgainAsync();
        return speech;
    }

    public async Task StartAgainAsync()
    {
        // artifacts/bin/<tests>/<configuration>/ lies beside artifacts/bin/Speech/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Speech", here.Name, "PawPal.Speech.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = Address.AbsoluteUri;
        // Loading a household's words takes 10 s on a machine that does much else: no verdict on what is tested.
        start.Environment["Speech__DecodeDeadline"] = "00:02:00";
        start.Environment["METRICS_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start) ?? throw new InvalidOperationException("The speech service did not start");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(IsReadyAsync, StartLimit, "the speech service is ready");
    }

    /// <summary>Stops answering without closing connections (SIGSTOP).</summary>
    public Task FreezeAsync() => Command.RunAsync("kill", "-STOP", _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits until a request lies before the frozen service.</summary>
    public Task CalledAsync() =>
        Eventually.TrueAsync(IsCalled, TimeSpan.FromSeconds(60), "a request lies before speech");

    /// <summary>Ends it and its decoders at once (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The speech service ended with {_process.ExitCode}");
        using var handler = new SocketsHttpHandler();
        using var http = new HttpMessageInvoker(handler);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/api/v1/health/ready"));
            using var answer = await http.SendAsync(request, default);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private bool IsCalled()
    {
        // "sl local remote st tx:rx": an established connection (01) of the port with bytes that nobody has read.
        var port = string.Create(CultureInfo.InvariantCulture, $":{_port:X4}");
        return File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(f => f[1].EndsWith(port, StringComparison.Ordinal) && f[3] is "01"
                && !f[4].EndsWith(":00000000", StringComparison.Ordinal));
    }
}

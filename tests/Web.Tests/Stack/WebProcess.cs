using System.Diagnostics;
using System.Globalization;
using System.Text;
using PawPal.Testing;

namespace PawPal.Web.Tests.Stack;

/// <summary>The frontend as a process of its own, as it is built.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private WebProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<WebProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var web = Launch(settings);
        await web.WaitAsync();
        return web;
    }

    /// <summary>For a start that is expected to fail: the exit code, and all it said.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params (string Name, string Value)[] settings)
    {
        await using var web = Launch(settings);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await web._process.WaitForExitAsync(limit.Token);
        return (web._process.ExitCode, web.Output);
    }

    private static WebProcess Launch((string Name, string Value)[] settings)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");
        var start = new ProcessStartInfo("dotnet", ["exec", Program()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment =
            {
                ["ASPNETCORE_URLS"] = address,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["METRICS_PORT"] = "0",
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The frontend did not start");
        var web = new WebProcess(process, new Uri(address));
        process.OutputDataReceived += (_, line) => web.Note(line.Data);
        process.ErrorDataReceived += (_, line) => web.Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return web;
    }

    /// <summary>What the process has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // artifacts/bin/Web.Tests/debug/ -> artifacts/bin/Web/debug/
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Web", own.Name, "PawPal.Web.dll");
    }

    private async Task WaitAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler(), disposeHandler: true);
        try
        {
            await Eventually.TrueAsync(() => AnswersAsync(http), TimeSpan.FromSeconds(30), "the frontend answers");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{Output}", late);
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The frontend ended with {_process.ExitCode}:\n{Output}");
        try
        {
            using var response = await http.GetAsync(new Uri(Address, "/login"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}

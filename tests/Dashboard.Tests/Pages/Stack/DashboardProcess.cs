using System.Diagnostics;
using System.Globalization;
using System.Text;
using PawPal.Testing;

namespace PawPal.Dashboard.Tests.Pages.Stack;

/// <summary>The dashboard as a process of its own, as it is built and as an AppHost starts it.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    public const string OtlpKey = "otlp-key-of-a-test";
    private const string Token = "browser-token-of-a-test";

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private DashboardProcess(Process process, int port, Uri otlp)
    {
        _process = process;
        Address = new Uri(At(port));
        Otlp = otlp;
    }

    public Uri Address { get; }

    /// <summary>Where it takes OTLP over gRPC.</summary>
    public Uri Otlp { get; }

    /// <summary>The link that the console prints.</summary>
    public Uri Login => new(Address, $"/login?t={Token}");

    /// <summary>What the process has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <param name="appHost">Address of the resource service; null for telemetry only.</param>
    /// <param name="settings">Further variables.</param>
    public static async Task<DashboardProcess> StartAsync(string? appHost, params (string Name, string Value)[] settings)
    {
        var (port, otlp) = (FreePort.Next(), At(FreePort.Next()));
        var start = new ProcessStartInfo("dotnet", ["exec", Program()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment =
            {
                ["ASPNETCORE_URLS"] = At(port),
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = otlp,
                ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = At(FreePort.Next()),
                ["Dashboard__Otlp__AuthMode"] = "ApiKey",
                ["Dashboard__Otlp__PrimaryApiKey"] = OtlpKey,
                ["Dashboard__Frontend__AuthMode"] = "BrowserToken",
                ["Dashboard__Frontend__BrowserToken"] = Token,
                ["Dashboard__ResourceServiceClient__AuthMode"] = "ApiKey",
                ["Dashboard__ResourceServiceClient__ApiKey"] = AppHostPeer.ApiKey,
                ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = appHost ?? "",
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The dashboard did not start");
        var dashboard = new DashboardProcess(process, port, new Uri(otlp));
        process.OutputDataReceived += (_, line) => dashboard.Note(line.Data);
        process.ErrorDataReceived += (_, line) => dashboard.Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await dashboard.WaitAsync();
        return dashboard;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string At(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    // artifacts/bin/Dashboard.Tests/debug/ -> artifacts/bin/Dashboard/debug/
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Dashboard", own.Name, "PawPal.Dashboard.dll");
    }

    private async Task WaitAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler(), disposeHandler: true);
        try
        {
            await Eventually.TrueAsync(() => AnswersAsync(http), TimeSpan.FromSeconds(60), "the dashboard answers");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{Output}", late);
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The dashboard ended with {_process.ExitCode}:\n{Output}");
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

using System.Diagnostics;
using System.Globalization;
using PawPal.Testing;

namespace PawPal.Api.Tests;

/// <summary>A role of the backend in a process of its own, to be killed and started again.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string[] _arguments;
    private Process _process;

    private ApiProcess(string[] arguments, int port, Process process)
    {
        _arguments = arguments;
        _process = process;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public Uri Address { get; }

    public static async Task<ApiProcess> StartAsync(string role, IEnumerable<string> configuration)
    {
        var port = FreePort.Next();
        string[] arguments =
            [role, .. configuration, string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}")];
        var process = new ApiProcess(arguments, port, Launch(arguments));
        await process.LivesAsync();
        return process;
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public Task StartAgainAsync()
    {
        _process = Launch(_arguments);
        return LivesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
    }

    private static Process Launch(string[] arguments)
    {
        // artifacts/bin/<tests>/<configuration>/ lies beside artifacts/bin/Api/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Api", here.Name, "PawPal.Api.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("The backend did not start");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private async Task LivesAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    using var answer = await client.GetAsync("/api/v1/health/live");
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Patience,
            "the backend lives");
    }
}

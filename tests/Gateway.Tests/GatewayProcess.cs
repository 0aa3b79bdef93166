using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PawPal.Testing;

namespace PawPal.Gateway.Tests;

/// <summary>The gateway as it is deployed: its own process, configured by variables.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private GatewayProcess(Process process, int port)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Port = port;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        };
    }

    public int Port { get; }

    public HttpClient Client { get; }

    public string Output => string.Join('\n', _output);

    /// <summary>Starts it before the given replicas and waits until it answers.</summary>
    public static async Task<GatewayProcess> StartAsync(
        Replica[] backends, Replica[] frontends, params (string Name, string Value)[] variables)
    {
        var gateway = Launch([
            .. backends.Select((replica, number) => ($"services__backend__http__{Text(number)}", replica.Address)),
            .. frontends.Select((replica, number) => ($"services__frontend__http__{Text(number)}", replica.Address)),
            .. variables,
        ]);
        try
        {
            await Eventually.TrueAsync(
                () => gateway.AnswersAsync("/api/v1/health/live"), Patience, "the gateway lives");
            if (backends.Length > 0 && frontends.Length > 0)
                await gateway.ReadyAsync();
        }
        catch (TimeoutException problem)
        {
            throw new InvalidOperationException(gateway.Output, problem);
        }

        return gateway;
    }

    public static GatewayProcess Launch(params (string Name, string Value)[] variables)
    {
        var port = FreePort.Next();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "PawPal.Gateway"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Text(port)}";
        start.Environment["METRICS_PORT"] = "0";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new GatewayProcess(
            Process.Start(start) ?? throw new InvalidOperationException("The gateway did not start"), port);
    }

    /// <summary>Waits until backend and frontend have been found healthy.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await Client.GetAsync("/api/v1/health/ready");
            return (await answer.Content.ReadAsStringAsync()).StartsWith(
                """{"status":"healthy""", StringComparison.Ordinal);
        },
        Patience,
        "the gateway is ready");

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await Client.GetAsync(path);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }
}

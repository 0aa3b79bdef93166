using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PawPal.Testing;

namespace PawPal.EndToEnd;

/// <summary>Debian's Prometheus on loopback, with the published rules, reading a running system every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly string[] Jobs = ["speech", "backend", "worker", "frontend", "gateway"];
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client;

    private PrometheusServer(Process process, DirectoryInfo folder, int port)
    {
        (_process, _folder) = (process, folder);
        _client = new(new SocketsHttpHandler())
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/v1/")),
        };
    }

    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "prometheus")).FirstOrDefault(File.Exists);

    public static bool IsInstalled => Program is not null;

    /// <param name="rules">As published; they are evaluated every second.</param>
    public static async Task<PrometheusServer> StartAsync(PawPalSystem system, string rules)
    {
        var folder = Directory.CreateTempSubdirectory("prometheus-");
        var hurried = rules.Replace("interval: \"15s\"", "interval: \"1s\"", StringComparison.Ordinal)
            .Replace("interval: \"30s\"", "interval: \"1s\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "rules.yml"), hurried);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "prometheus.yml"), Configuration(system));
        var port = FreePort.Next();
        var start = new ProcessStartInfo(Program!, [
            $"--config.file={folder.FullName}/prometheus.yml", $"--storage.tsdb.path={folder.FullName}/data",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new PrometheusServer(process, folder, port);
        await Eventually.TrueAsync(server.IsReadyAsync, TimeSpan.FromSeconds(60), "Prometheus answers");
        return server;
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken ct) =>
        JsonNode.Parse(await _client.GetStringAsync(path, ct))!["data"]!;

    public async Task<bool> HasDataAsync(string query, CancellationToken ct) =>
        (await GetAsync($"query?query={Uri.EscapeDataString(query)}", ct))["result"]!.AsArray().Count > 0;

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    // The labels that both platforms give.
    private static string Configuration(PawPalSystem system)
    {
        var text = new StringBuilder("global: { scrape_interval: 1s, evaluation_interval: 1s }\n");
        text.Append("rule_files: [rules.yml]\nscrape_configs:\n");
        foreach (var job in Jobs)
        {
            text.Append(CultureInfo.InvariantCulture, $"- job_name: {job}\n  static_configs:\n")
                .Append(CultureInfo.InvariantCulture, $"  - targets: [\"{system.MetricsOf(job).Authority}\"]\n")
                .Append("    labels: { namespace: pawpal }\n");
        }

        return text.ToString();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync("rules");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

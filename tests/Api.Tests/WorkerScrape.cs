using System.Diagnostics;
using System.Globalization;
using PawPal.Testing;

namespace PawPal.Api.Tests;

/// <summary>
/// A worker in a process of its own, seen through the page that Prometheus reads. In this process its meters and those
/// of other tests' workers would be collected together.
/// </summary>
internal sealed class WorkerScrape : IAsyncDisposable
{
    private readonly Process _worker;
    private readonly Uri _metrics;
    private readonly HttpClient _http = new(new SocketsHttpHandler());

    private WorkerScrape(Process worker, Uri metrics)
    {
        _worker = worker;
        _metrics = metrics;
    }

    public static async Task<WorkerScrape> StartAsync(ApiFixture api, params string[] more)
    {
        var port = FreePort.Next();
        // artifacts/bin/<tests>/<configuration>/ lies beside artifacts/bin/Api/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Api", here.Name, "PawPal.Api.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "worker", .. api.Configuration, $"--METRICS_PORT={port}", .. more])
        {
            RedirectStandardOutput = true,
        };
        var worker = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start");
        worker.OutputDataReceived += (_, _) => { };
        worker.BeginOutputReadLine();
        var scrape = new WorkerScrape(worker, new Uri($"http://127.0.0.1:{port}/metrics"));
        await Eventually.TrueAsync(scrape.AnswersAsync, TimeSpan.FromSeconds(60), "the worker serves metrics");
        return scrape;
    }

    /// <summary>The value of a series; <paramref name="labels"/> is a part of what stands in its braces.</summary>
    public async Task<double?> ValueAsync(string name, string labels = "")
    {
        var page = await _http.GetStringAsync(_metrics);
        return page.Split('\n')
            .Where(line => (line.StartsWith(name + "{", StringComparison.Ordinal)
                || line.StartsWith(name + " ", StringComparison.Ordinal))
                && line.Contains(labels, StringComparison.Ordinal))
            .Select(line => (double?)double.Parse(
                line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture))
            .FirstOrDefault();
    }

    public Task BecomesAsync(string name, string labels, Func<double?, bool> condition, string what) =>
        Eventually.TrueAsync(
            async () => condition(await ValueAsync(name, labels)), TimeSpan.FromSeconds(60), what);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _worker.Kill();
        await _worker.WaitForExitAsync();
        _worker.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await _http.GetStringAsync(_metrics);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

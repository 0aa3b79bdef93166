using System.Diagnostics;
using System.Globalization;
using PawPal.Testing;

namespace PawPal.Benchmarks.Dashboard;

/// <summary>
/// Spans taken in by the dashboard's own process on one core while its pages are asked, and its memory when full. The
/// floor is a gRPC server on the same core that only reads the same messages.
/// </summary>
internal static class DashboardBenchmark
{
    private const int Batch = 500;
    private const int SpansPerSecond = 20_000;
    private const string Key = "a-key-for-the-senders-of-benchmarks";
    private const string Token = "a-token-for-the-browser-of-benchmarks";

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(5);
    private static readonly string[] Questions =
    [
        "/", "/api/telemetry/traces?limit=100", "/api/telemetry/logs?limit=100", "/api/telemetry/logs?text=household%2042&limit=100",
    ];

    public static async Task RunAsync()
    {
        Print($"pinned to one core: {MeasuredProcess.CanPin}; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        var floor = await FloorAsync();
        var (frontend, grpc) = (FreePort.Next(), FreePort.Next());
        using var dashboard = MeasuredProcess.Start("PawPal.Dashboard.dll", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{frontend}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{grpc}",
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Dashboard__Otlp__PrimaryApiKey"] = Key,
            ["Dashboard__Frontend__BrowserToken"] = Token,
        });
        using var browser = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new($"http://127.0.0.1:{frontend}") };
        await UpAsync(browser);
        Print($"memory, empty: {dashboard.Megabytes("VmRSS")} MB");
        (await browser.GetAsync($"/login?t={Token}&returnUrl=/health")).EnsureSuccessStatusCode();

        using var sender = new OtlpSender(new($"http://127.0.0.1:{grpc}"), Key);
        await FillAsync(sender);
        await SteadyAsync(dashboard, browser, sender);
        Print($"memory, 100,000 spans and logs, 500 instruments: {dashboard.Megabytes("VmRSS")} MB");
        var full = await AtFullSpeedAsync(sender);
        Print($"at full speed {full:n0} spans/s; floor, parsing only, {floor:n0} spans/s; ratio {full / floor:0.00}");
        Print($"memory at most: {dashboard.Megabytes("VmHWM")} MB; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    }

    private static async Task<double> FloorAsync()
    {
        var port = FreePort.Next();
        using var sink = MeasuredProcess.Start(
            "PawPal.Benchmarks.dll", new Dictionary<string, string>(StringComparer.Ordinal), BareSink.Verb, $"{port}");
        using var sender = new OtlpSender(new($"http://127.0.0.1:{port}"), Key);
        await Eventually.TrueAsync(() => IsTakenAsync(sender), TimeSpan.FromSeconds(60), "the floor is up");
        await AtFullSpeedAsync(sender);
        return await AtFullSpeedAsync(sender);
    }

    private static async Task<bool> IsTakenAsync(OtlpSender sender)
    {
        try
        {
            await sender.SendAsync("trace", SampleTelemetry.Spans(1));
            return true;
        }
        catch (Grpc.Core.RpcException)
        {
            return false;
        }
    }

    private static async Task FillAsync(OtlpSender sender)
    {
        for (var sent = 0; sent < 100_000; sent += Batch)
        {
            await sender.SendAsync("logs", SampleTelemetry.Logs(Batch));
            await sender.SendAsync("trace", SampleTelemetry.Spans(Batch));
        }

        for (var round = 1; round <= 600; round++)
            await sender.SendAsync("metrics", SampleTelemetry.Metrics(500, round));
    }

    private static async Task SteadyAsync(MeasuredProcess dashboard, HttpClient browser, OtlpSender sender)
    {
        using var ending = new CancellationTokenSource();
        var asking = AskAsync(browser, ending.Token);
        var (processor, clock, sent) = (dashboard.ProcessorTime, Stopwatch.StartNew(), 0);
        while (clock.Elapsed < Steady)
        {
            await sender.SendAsync("trace", SampleTelemetry.Spans(Batch));
            sent += Batch;
            var ahead = TimeSpan.FromSeconds((double)sent / SpansPerSecond) - clock.Elapsed;
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead);
        }

        var rate = sent / clock.Elapsed.TotalSeconds;
        var used = (dashboard.ProcessorTime - processor) / clock.Elapsed;
        await ending.CancelAsync();
        Print($"asked for {SpansPerSecond:n0} spans/s, took {rate:n0} spans/s with {used:p0} of a core, pages asked meanwhile:");
        foreach (var figures in await asking)
            figures.Print();
    }

    private static async Task<IReadOnlyList<Figures>> AskAsync(HttpClient browser, CancellationToken ct)
    {
        var times = Questions.ToDictionary(q => q, _ => new List<TimeSpan>(), StringComparer.Ordinal);
        while (!ct.IsCancellationRequested)
        {
            foreach (var question in Questions)
            {
                var clock = Stopwatch.StartNew();
                using var answer = await browser.GetAsync(question, CancellationToken.None);
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                times[question].Add(clock.Elapsed);
                await Task.Delay(100, CancellationToken.None);
            }
        }

        return [.. times.Select(t => new Figures(t.Key, t.Value))];
    }

    // Four at once, so that neither side ever waits for the other.
    private static async Task<double> AtFullSpeedAsync(OtlpSender sender)
    {
        var (clock, sent) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (clock.Elapsed < Full)
            {
                await sender.SendAsync("trace", SampleTelemetry.Spans(Batch));
                Interlocked.Add(ref sent, Batch);
            }
        }));
        return sent / clock.Elapsed.TotalSeconds;
    }

    private static Task UpAsync(HttpClient browser) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                return (await browser.GetAsync("/health")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        TimeSpan.FromSeconds(60),
        "the dashboard is up");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

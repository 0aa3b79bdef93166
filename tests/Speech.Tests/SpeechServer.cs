using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PawPal.Testing;

[assembly: AssemblyFixture(typeof(PawPal.Speech.Tests.SharedSpeechServer))]

namespace PawPal.Speech.Tests;

/// <summary>The speech service as a program of its own, on a free port.</summary>
public sealed class SpeechServer : IAsyncDisposable
{
    public const string Household = "Bella, Max, Luna, Mochi, Mr. Whiskers, Pip, apoquel, heartworm pill, methimazole";

    private readonly Process _process;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly string _cache;

    private SpeechServer(Process process, Uri address, int metricsPort, string cache)
    {
        _process = process;
        _cache = cache;
        MetricsPort = metricsPort;
        // A machine that runs other tests at the same time decodes slowly.
        Client = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(5),
        };
    }

    public HttpClient Client { get; }

    public int MetricsPort { get; }

    public int ProcessId => _process.Id;

    /// <summary>Everything it logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static async Task<SpeechServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var port = FreePort.Next();
        var metricsPort = FreePort.Next();
        var cache = Directory.CreateTempSubdirectory("pawpal-speech-test-").FullName;
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "PawPal.Speech"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["METRICS_PORT"] = metricsPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["Speech__CacheFolder"] = cache;
        start.Environment["Speech__DecodeDeadline"] = "00:03:00";
        foreach (var (name, value) in settings)
            start.Environment[$"Speech__{name}"] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The speech service did not start");
        var server = new SpeechServer(process, new Uri($"http://127.0.0.1:{port}"), metricsPort, cache);
        process.OutputDataReceived += (_, line) => server.Note(line.Data);
        process.ErrorDataReceived += (_, line) => server.Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(server.IsReadyAsync, TimeSpan.FromSeconds(120), "the speech service is ready");
        return server;
    }

    /// <summary>Posts a recording and gives back the verbose answer.</summary>
    public async Task<Heard> HearAsync(byte[] recording, string prompt = Household)
    {
        using var response = await PostAsync(recording, prompt);
        var body = await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body?.ToJsonString());
        var segment = body!["segments"]![0]!;
        return new(
            (string)body["text"]!, (double)segment["avg_logprob"]!, (double)segment["no_speech_prob"]!,
            (double)body["duration"]!);
    }

    public async Task<HttpResponseMessage> PostAsync(
        byte[] recording, string prompt = Household, string format = "verbose_json")
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(recording), "file", "command.wav" },
            { new StringContent(ListedModel), "model" },
            { new StringContent(prompt), "prompt" },
            { new StringContent(format), "response_format" },
        };
        return await Client.PostAsync("/v1/audio/transcriptions", form, TestContext.Current.CancellationToken);
    }

    /// <summary>The decoder processes that run now.</summary>
    public IReadOnlyList<int> Decoders() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == ProcessId)
            .Where(id => CommandLineOf(id).Contains("decode", StringComparison.Ordinal)),
    ];

    public static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    public static bool IsRunning(int process) => Stat(process) is [var state, ..] && state is not ("Z" or "X");

    /// <summary>Processor time used so far, in hundredths of a second.</summary>
    public static long TicksOf(int process) =>
        Stat(process) is { Length: > 13 } stat ? long.Parse(stat[11], CultureInfo.InvariantCulture) : 0;

    /// <summary>Ends the service without giving it a chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await Command.RunAsync("kill", "-TERM", ProcessId.ToString(CultureInfo.InvariantCulture));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        await _output.DisposeAsync();
        Directory.Delete(_cache, recursive: true);
    }

    private const string ListedModel = "pocketsphinx-en-us";

    private static int ParentOf(int process) =>
        Stat(process) is { Length: > 1 } stat ? int.Parse(stat[1], CultureInfo.InvariantCulture) : 0;

    // The shape of the file: "12 (name with spaces) S 1 ..."; the fields after the name.
    private static string[] Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.WriteLine(line);
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The speech service ended: {Log}");
        try
        {
            using var response = await Client.GetAsync(new Uri("/api/v1/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>What the service answered to a recording.</summary>
public sealed record Heard(string Text, double AverageLogProbability, double NoSpeechProbability, double Duration)
{
    public bool IsTrusted => AverageLogProbability > -1 && NoSpeechProbability < 0.6;
}

/// <summary>One service for the tests that do not break it.</summary>
public sealed class SharedSpeechServer : IAsyncLifetime
{
    public SpeechServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await SpeechServer.StartAsync();

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}

using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PawPal.Understanding;

namespace PawPal.Benchmarks;

/// <summary>What one sentence costs: every example sentence once more, then a few by length and by the number of
/// pets.</summary>
public class UnderstandingBenchmark
{
    public const string StartVerb = "understanding-start";

    private const int Rounds = 40;
    private const string Sentence = "Gave Max two cups of kibble at seven and walked Bella for half an hour";

    private HouseholdContext _household = null!;
    private string _text = "";

    /// <summary>Pets of the household: a home, a farm, a shelter.</summary>
    [Params(6, 50, 500)]
    public int Pets { get; set; }

    /// <summary>How often the sentence is said in one text; 10 is near the longest that is read, 1400 is "too
    /// long".</summary>
    [Params(1, 5, 10, 1400)]
    public int Length { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _household = Home(Pets);
        _text = string.Join(". ", Enumerable.Repeat(Sentence, Length));
    }

    [Benchmark]
    public Understood Understand() => Interpreter.Understand(_text, _household);

    public static void Run()
    {
        PrintStart();
        PrintSentences();
        BenchmarkRunner.Run<UnderstandingBenchmark>(ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "pawpal-understanding")));
    }

    /// <summary>In a process of its own: the words, the weights, and the code's first compilation.</summary>
    public static void Start()
    {
        var begun = Stopwatch.GetTimestamp();
        Interpreter.Understand("fed Max", Home(6));
        Console.WriteLine(Stopwatch.GetElapsedTime(begun).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static void PrintStart()
    {
        var times = new List<TimeSpan>();
        for (var run = 0; run < 7; run++)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [StartVerb])
            {
                RedirectStandardOutput = true,
            })!;
            var line = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            times.Add(TimeSpan.FromMilliseconds(double.Parse(line, CultureInfo.InvariantCulture)));
        }

        new Figures("the first sentence of a process (wanted: 150 ms)", times).Print();
    }

    private static void PrintSentences()
    {
        string[] texts =
        [
            .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Examples"), "*.txt")
                .Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Length > 0),
        ];
        var home = Home(6);
        var all = new List<double>(texts.Length * Rounds);
        long allocated = 0;
        for (var round = -10; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var n = 0; n < texts.Length; n++)
            {
                var begun = Stopwatch.GetTimestamp();
                Interpreter.Understand(texts[n], home);
                var micros = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
                if (round >= 0)
                    all.Add(micros);
            }

            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / texts.Length;
        }

        all.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{texts.Length} sentences, {Rounds} times: p50 {At(0.5):0} µs (wanted: 150), p99 {At(0.99):0} µs (wanted: "
            + $"1000), {allocated / 1024.0:0.0} KB each (wanted: 20)"));
        double At(double share) => all[(int)((all.Count - 1) * share)];
    }

    private static HouseholdContext Home(int pets) => new(
        new DateTime(2026, 3, 12, 18, 30, 0),
        [
            new("Bella", "dog"), new("Max", "dog"), new("Luna", "cat"), new("Mochi", "cat"), new("Pip", "rabbit"),
            new("Mr. Whiskers", "cat"),
            .. Enumerable.Range(0, pets - 6).Select(i =>
                new KnownPet($"Resident{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}", "dog")),
        ]);
}

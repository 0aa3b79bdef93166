using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace PawPal.Benchmarks;

/// <summary>
/// Thirty resources of one model, six chains of four jobs that wait for each other and an end; the floor is the slowest chain
/// alone.
/// </summary>
internal static class EngineBenchmark
{
    private const int Runs = 7;
    private const int Length = 4;

    // What one job of a chain takes, in seconds: the last chain is the slowest.
    private static readonly double[] Chains = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4];

    public static async Task RunAsync()
    {
        var all = new List<TimeSpan>();
        var slowest = new List<TimeSpan>();
        for (var run = -1; run < Runs; run++)
        {
            var (whole, chain) = (await StartAsync(Chains), await StartAsync(Chains[^1..]));
            if (run < 0)
                continue; // The first round compiles the engine's code.
            all.Add(whole);
            slowest.Add(chain);
        }

        var together = new Figures("30 resources in 6 chains, all done", all);
        var floor = new Figures("floor: the slowest chain alone", slowest);
        together.Print();
        floor.Print();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ratio {together.Median / floor.Median:0.00} (wanted: 1.50 at most)"));
    }

    private static async Task<TimeSpan> StartAsync(double[] chains)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--Hosting:ContainerEngine=none");
        for (var chain = 0; chain < chains.Length; chain++)
            AddChain(builder, chain, chains[chain]);
        await using var application = await builder.BuildAsync();
        var clock = Stopwatch.StartNew();
        await application.StartAsync();
        return clock.Elapsed;
    }

    private static void AddChain(IDistributedApplicationBuilder builder, int chain, double seconds)
    {
        IResourceBuilder<ExecutableResource>? before = null;
        for (var link = 0; link < Length; link++)
        {
            var job = builder.AddExecutable(
                string.Create(CultureInfo.InvariantCulture, $"job-{chain}-{link}"), "sleep", ".",
                seconds.ToString(CultureInfo.InvariantCulture));
            if (before is not null)
                job.WaitForCompletion(before);
            before = job;
        }

        // Somebody waits for the last one too, so that the start is over only when it is done.
        builder.AddExecutable(string.Create(CultureInfo.InvariantCulture, $"end-{chain}"), "true", ".")
            .WaitForCompletion(before!);
    }
}

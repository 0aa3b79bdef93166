using System.Diagnostics;
using System.Globalization;
using PawPal.Testing;

namespace PawPal.Benchmarks;

/// <summary>
/// From the command to all healthy on an empty state folder; the floor is a bare <c>dotnet</c> start, seven times.
/// </summary>
internal static class StartBenchmark
{
    private const int Runs = 5;

    public static async Task RunAsync()
    {
        var starts = new List<TimeSpan>();
        var floors = new List<TimeSpan>();
        for (var run = 0; run < Runs; run++)
        {
            var state = StateFolder.New();
            var clock = Stopwatch.StartNew();
            await using (await AppHostProcess.StartAsync(state))
                starts.Add(clock.Elapsed);
            await StateFolder.DeleteAsync(state);

            clock.Restart();
            for (var i = 0; i < 7; i++)
                await Command.RunAsync("dotnet", "--version");
            floors.Add(clock.Elapsed);
        }

        var start = new Figures("start to all healthy, fresh database", starts);
        var floor = new Figures("floor: dotnet --version, seven times", floors);
        start.Print();
        floor.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {start.Median / floor.Median:0.00}"));
    }
}

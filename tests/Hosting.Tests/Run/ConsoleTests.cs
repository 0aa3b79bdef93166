using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

public sealed class ConsoleTests
{
    [Fact]
    public async Task Lines_are_numbered_and_errors_are_marked()
    {
        await using var model = new TestModel();
        var job = model.Builder.AddExecutable("job", "sh", ".", "-c", "echo one; echo two >&2");
        model.Builder.AddExecutable("last", "sh", ".", "-c", "exec sleep 600").WaitForCompletion(job);
        await model.StartAsync();
        var lines = await model.ConsoleAsync("job");
        Assert.Equal([1, 2], lines.Select(line => line.LineNumber));
        Assert.False(lines.Single(line => line.Content == "one").IsErrorMessage);
        Assert.True(lines.Single(line => line.Content == "two").IsErrorMessage);
    }

    [Fact]
    public async Task A_flood_is_bounded_in_memory_and_on_disk_and_its_end_is_kept()
    {
        await using var model = new TestModel("--Hosting:ConsoleLines=5000");
        const string Flood = "yes $(printf 'x%.0s' $(seq 999)) 2>/dev/null | head -c 100000000; echo; echo the end";
        var flood = model.Builder.AddExecutable("flood", "sh", ".", "-c", Flood);
        model.Builder.AddExecutable("last", "sh", ".", "-c", "exec sleep 600").WaitForCompletion(flood);
        await model.StartAsync();
        var kept = await model.ConsoleAsync("flood");
        Assert.True(kept.Count <= 5000, $"{kept.Count} lines");
        Assert.True(kept.Sum(line => (long)line.Content.Length) <= 5_000_000);
        Assert.Equal("the end", kept[^1].Content);
        Assert.True(kept[0].LineNumber > 90_000, "the numbers say how much is gone");
        var logs = Directory.GetFiles(Path.Combine(model.State, "logs"), "flood.log*");
        Assert.True(logs.Sum(log => new FileInfo(log).Length) < 25_000_000);
    }

    [Fact]
    public async Task A_very_long_line_is_cut_with_a_mark()
    {
        await using var model = new TestModel();
        var job = model.Builder.AddExecutable(
            "job", "sh", ".", "-c", "head -c 20000000 /dev/zero | tr '\\0' 'x'; echo; echo next");
        model.Builder.AddExecutable("last", "sh", ".", "-c", "exec sleep 600").WaitForCompletion(job);
        await model.StartAsync();
        var lines = await model.ConsoleAsync("job");
        Assert.Equal(2, lines.Count);
        Assert.StartsWith(new string('x', LineReader.MostCharacters), lines[0].Content, StringComparison.Ordinal);
        Assert.EndsWith(" … [cut: 20,000,000 characters]", lines[0].Content, StringComparison.Ordinal);
        Assert.Equal("next", lines[1].Content);
    }

    [Fact]
    public async Task Who_watches_gets_what_was_kept_what_comes_and_the_end()
    {
        var ring = new LineRing(3);
        for (var i = 1; i <= 5; i++)
            ring.Add($"line {i}", false);
        var seen = new List<LogLine>();
        var watching = Task.Run(async () =>
        {
            await foreach (var lines in ring.FollowAsync(TestContext.Current.CancellationToken))
            {
                lock (seen)
                    seen.AddRange(lines);
            }
        }, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Count(seen) == 3, TimeSpan.FromSeconds(60), "the kept lines");
        ring.Add("line 6", true);
        await Eventually.TrueAsync(() => Count(seen) == 4, TimeSpan.FromSeconds(60), "the new line");
        ring.Complete();
        await watching;
        Assert.Equal([3, 4, 5, 6], seen.Select(line => line.LineNumber));
    }

    [Fact]
    public async Task A_logger_writes_to_the_console_of_its_resource()
    {
        await using var model = new TestModel();
        var service = model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600");
        await model.StartAsync();
        var logs = model.Application.Services.GetRequiredService<ResourceLoggerService>();
        LoggerMessage.Define(LogLevel.Error, default, "the bowl is empty")(logs.GetLogger(service.Resource), null);
        Assert.Contains(new LogLine(1, "the bowl is empty", true), await model.ConsoleAsync("service"));
    }

    private static int Count(List<LogLine> seen)
    {
        lock (seen)
            return seen.Count;
    }
}

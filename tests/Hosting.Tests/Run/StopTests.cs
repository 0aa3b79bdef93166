using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using PawPal.Hosting.Processes;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

public sealed class StopTests
{
    [Fact]
    public async Task Those_who_refer_to_others_are_stopped_before_them()
    {
        await using var model = new TestModel();
        const string Service = "trap 'echo $0 >> order; exit 0' TERM; touch $0.up; while :; do sleep 0.05; done";
        var store = model.Builder.AddExecutable("store", "sh", model.Folder, "-c", Service, "store");
        var back = model.Builder.AddExecutable("back", "sh", model.Folder, "-c", Service, "back").WaitFor(store);
        model.Builder.AddExecutable("door", "sh", model.Folder, "-c", Service, "door").WaitFor(back);
        await model.StartAsync();
        await Eventually.TrueAsync(
            () => File.Exists(Path.Combine(model.Folder, "door.up"))
                && File.Exists(Path.Combine(model.Folder, "back.up"))
                && File.Exists(Path.Combine(model.Folder, "store.up")), TimeSpan.FromSeconds(10), "all trap");
        await model.Application.StopAsync(model.Limit);
        Assert.Equal(["door", "back", "store"],
            await File.ReadAllLinesAsync(Path.Combine(model.Folder, "order"), model.Limit));
    }

    [Fact]
    public async Task Who_does_not_listen_and_its_children_are_killed_in_time()
    {
        await using var model = new TestModel();
        const string Stubborn =
            "trap '' TERM INT; (trap '' TERM INT; sleep 600) & "
            + "echo $! > child; echo $$ > pid; sleep 600; sleep 600";
        var first = model.Builder.AddExecutable("first", "sh", model.Folder, "-c", Stubborn);
        model.Builder.AddExecutable("second", "sh", ".", "-c", "trap '' TERM; while :; do sleep 1; done")
            .WaitFor(first);
        await model.StartAsync();
        var pidFile = Path.Combine(model.Folder, "pid");
        await Eventually.TrueAsync(
            () => File.Exists(pidFile) && new FileInfo(pidFile).Length > 0, TimeSpan.FromSeconds(10), "it runs");
        var stopping = Stopwatch.StartNew();
        await model.Application.StopAsync(model.Limit);
        Assert.True(stopping.Elapsed < TimeSpan.FromSeconds(10), $"{stopping.Elapsed}");
        foreach (var file in new[] { "pid", "child" })
        {
            var text = await File.ReadAllTextAsync(Path.Combine(model.Folder, file), model.Limit);
            Assert.Null(ProcessIdentity.Of(int.Parse(text, CultureInfo.InvariantCulture)));
        }
    }
}

using System.Globalization;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Tests.Processes;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Children_that_stay_behind_a_process_that_ended_are_stopped_with_it()
    {
        using var state = new StateForTest();
        var starter = new ProcessStarter(new ProcessRecords(state.Path));
        var child = starter.Start(
            new ProcessPlan("job", "/bin/sh", ["-c", "sleep 600 >/dev/null 2>&1 & echo $! > child; exit 0"])
            {
                WorkingDirectory = state.Path,
                Environment = InheritedEnvironment.Variables(),
            }, (_, _) => { });
        Assert.Equal(0, await child.Exited.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var pid = await File.ReadAllTextAsync(Path.Combine(state.Path, "child"), TestContext.Current.CancellationToken);
        var stayed = ProcessIdentity.Of(int.Parse(pid, CultureInfo.InvariantCulture));
        Assert.NotNull(stayed);

        await starter.DisposeAsync();
        await PawPal.Testing.Eventually.TrueAsync(
            () => !stayed.Value.IsAlive, TimeSpan.FromSeconds(10), "the child ended");
        var run = Path.Combine(state.Path, "run");
        Assert.Empty(Directory.Exists(run) ? Directory.GetFiles(run) : []);
    }

    [Fact]
    public void What_ended_before_it_was_recorded_is_forgotten_without_a_word()
    {
        using var state = new StateForTest();
        Assert.Null(Record.Exception(() => new ProcessRecords(state.Path).Remove(1)));
    }
}

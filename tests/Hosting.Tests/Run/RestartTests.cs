using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;
using PawPal.Hosting.Traits;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

public sealed class RestartTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_crash_is_followed_by_a_new_start_and_nobody_else_is_touched()
    {
        await using var model = new TestModel();
        var fragile = model.Builder.AddExecutable(
            "fragile", "sh", model.Folder, "-c", "echo alive; echo $$ >> $0.pids; exec sleep 600", "fragile")
            .WithRestart(initialDelay: Soon);
        model.Builder.AddExecutable("user", "sh", model.Folder, "-c", "echo $$ >> $0.pids; exec sleep 600", "user")
            .WithRelationship(fragile.Resource, "Reference");
        await model.StartAsync();
        await model.PidsAsync("user", 1);
        for (var crash = 1; crash <= 3; crash++)
            Signals.Send((await model.PidsAsync("fragile", crash))[^1], Signal.Kill);

        var last = (await model.PidsAsync("fragile", 4))[^1];
        await model.StateAsync("fragile", KnownResourceStates.Running);
        Assert.NotNull(ProcessIdentity.Of(last));
        Assert.NotNull(ProcessIdentity.Of((await model.PidsAsync("user", 1))[0]));
        await Eventually.TrueAsync(
            () => model.Snapshot("fragile").Property(ResourceProperties.Restarts) == "3",
            TimeSpan.FromSeconds(60), "three restarts are counted");
        Assert.Contains(model.Console.Failures, line => line.StartsWith(
            "fragile: ended with code 137; starts again in 0", StringComparison.Ordinal));
        Assert.Contains("The last lines of fragile:", model.Console.Failures, StringComparer.Ordinal);
        Assert.Contains("  alive", model.Console.Failures, StringComparer.Ordinal);
    }

    [Fact]
    public async Task One_that_was_stopped_stays_so()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable(
            "fragile", "sh", model.Folder, "-c", "echo $$ >> $0.pids; exec sleep 600", "fragile")
            .WithRestart(RestartPolicy.Always, Soon);
        await model.StartAsync();
        await model.PidsAsync("fragile", 1);
        await model.CommandAsync("fragile", KnownResourceCommands.StopCommand);
        Assert.Equal(KnownResourceStates.Exited, model.Snapshot("fragile").State?.Text);
        Assert.Null(model.Snapshot("fragile").Property(ResourceProperties.Restarts));
    }

    [Fact]
    public async Task Between_two_starts_it_waits_and_can_be_stopped_or_started_at_once()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable(
            "fragile", "sh", model.Folder, "-c", "echo $$ >> $0.pids; exec sleep 600", "fragile")
            .WithRestart(initialDelay: TimeSpan.FromMinutes(10), maxDelay: TimeSpan.FromMinutes(10));
        await model.StartAsync();
        Signals.Send((await model.PidsAsync("fragile", 1))[0], Signal.Kill);
        await model.StateAsync("fragile", KnownResourceStates.Waiting);
        Assert.Equal(137, model.Snapshot("fragile").ExitCode);
        Assert.True((await model.CommandAsync("fragile", KnownResourceCommands.StartCommand)).Success);
        Signals.Send((await model.PidsAsync("fragile", 2))[1], Signal.Kill);
        await model.StateAsync("fragile", KnownResourceStates.Waiting);
        Assert.True((await model.CommandAsync("fragile", KnownResourceCommands.StopCommand)).Success);
        Assert.Equal(KnownResourceStates.Exited, model.Snapshot("fragile").State?.Text);
    }

    [Fact]
    public async Task One_that_never_was_up_fails_the_start()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("broken", "sh", ".", "-c", "exit 3")
            .WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/").WithRestart(initialDelay: Soon);
        var lines = await model.FailAsync();
        Assert.StartsWith("broken: ended with code 3", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_pause_doubles_up_to_its_limit_and_begins_anew_after_a_long_run()
    {
        var second = TimeSpan.FromSeconds(1);
        var backOff = new BackOff(new RestartAnnotation(RestartPolicy.OnFailure, second, second * 60, second * 30));
        var pauses = Enumerable.Range(0, 8).Select(_ => backOff.Next(second).TotalSeconds).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
        Assert.Equal(second, backOff.Next(second * 31));
        Assert.Equal(second * 2, backOff.Next(second));
        Assert.Equal(10, backOff.Restarts);
        Assert.False(backOff.Applies(0));
        Assert.True(backOff.Applies(1));
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Tests.Run;

public sealed class WaitTests
{
    [Fact]
    public async Task WaitFor_waits_for_healthy_and_WaitForStart_does_not()
    {
        await using var model = new TestModel();
        var store = model.Builder.AddExecutable("store", "sh", ".", "-c", "exec sleep 600").WithCheck(model, "store");
        model.Builder.AddExecutable("early", "sh", ".", "-c", "exec sleep 600").WaitForStart(store);
        model.Builder.AddExecutable("late", "sh", ".", "-c", "exec sleep 600").WaitFor(store);
        var starting = model.StartAsync();
        await model.StateAsync("early", KnownResourceStates.Running);
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("store").State?.Text);
        Assert.NotEqual(KnownResourceStates.Running, model.Snapshot("late").State?.Text);
        model.MakeHealthy("store");
        await starting;
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("late").State?.Text);
        Assert.True(model.Snapshot("store").HealthReports[0].LastRunAt <= model.Snapshot("late").StartTimeStamp);
    }

    [Fact]
    public async Task All_whose_waits_are_over_start_before_any_of_them_is_done()
    {
        await using var model = new TestModel();
        var root = model.Builder.AddExecutable("root", "sh", model.Folder, "-c", "touch root.up; exec sleep 600");
        // Each is done only once all thirty have begun.
        const string Meet = "touch $0.up; until [ $(ls *.up | wc -l) -ge 31 ]; do sleep 0.05; done";
        var jobs = Enumerable.Range(0, 30).Select(i => $"job-{i}").Select(name =>
            model.Builder.AddExecutable(name, "sh", model.Folder, "-c", Meet, name).WaitFor(root)).ToArray();
        var last = model.Builder.AddExecutable("last", "sh", ".", "-c", "exec sleep 600");
        foreach (var job in jobs)
            last.WaitForCompletion(job);
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("last").State?.Text);
    }

    [Fact]
    public async Task A_failed_dependency_is_said_in_the_console_of_the_one_that_waits()
    {
        await using var model = new TestModel();
        var job = model.Builder.AddExecutable("job", "sh", ".", "-c", "exit 3").WithExplicitStart();
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600").WaitForCompletion(job);
        await model.StartAsync();
        await model.CommandAsync("job", KnownResourceCommands.StartCommand);
        await model.StateAsync("service", KnownResourceStates.FailedToStart);
        Assert.Equal("not started, because job ended with code 3.",
            model.Snapshot("service").Property(ResourceProperties.Failure));
        Assert.Contains(await model.ConsoleAsync("service"),
            line => line.Content == "service: not started, because job ended with code 3.");
    }

    [Fact]
    public async Task A_job_may_have_to_end_with_a_code_of_its_own()
    {
        await using var model = new TestModel();
        var job = model.Builder.AddExecutable("job", "sh", ".", "-c", "exit 3");
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600").WaitForCompletion(job, 3);
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("service").State?.Text);
    }

    [Fact]
    public async Task What_this_machine_cannot_run_fails_alone()
    {
        await using var model = new TestModel();
        model.Builder.Services.AddSingleton<ILauncher, OddityLauncher>();
        model.Builder.AddResource(new Oddity("search"));
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600");
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.FailedToStart, model.Snapshot("search").State?.Text);
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("service").State?.Text);
        Assert.Contains(model.Console.ProgressLines, line => line.StartsWith("search", StringComparison.Ordinal)
            && line.Contains("FailedToStart", StringComparison.Ordinal)
            && line.Contains("nothing here runs oddities", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waits_for_something_this_machine_cannot_run_fails_the_start()
    {
        await using var model = new TestModel();
        model.Builder.Services.AddSingleton<ILauncher, OddityLauncher>();
        var search = model.Builder.AddResource(new Oddity("search"));
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600").WaitFor(search);
        var lines = await model.FailAsync();
        Assert.Equal(
            "service: not started, because search failed to start: nothing here runs oddities.", lines[^1]);
    }

    private sealed class Oddity(string name) : Resource(name);

    private sealed class OddityLauncher : ILauncher
    {
        public bool Takes(IResource resource) => resource is Oddity;

        public Task<Launched> LaunchAsync(Launch launch, CancellationToken ct) =>
            throw launch.Unavailable("nothing here runs oddities");
    }
}

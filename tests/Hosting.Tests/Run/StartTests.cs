using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

public sealed class StartTests
{
    [Fact]
    public async Task A_resource_starts_after_the_job_it_waits_for()
    {
        await using var model = new TestModel();
        var job = model.Builder.AddExecutable("job", "sh", ".", "-c", "sleep 0.3");
        model.Builder.AddExecutable("service", "sh", ".", "-c", "sleep 60").WaitForCompletion(job);
        await model.StartAsync();
        var (first, second) = (State(model, "job"), State(model, "service"));
        Assert.Equal(KnownResourceStates.Finished, first.State?.Text);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(KnownResourceStates.Running, second.State?.Text);
        Assert.True(second.StartTimeStamp >= first.StopTimeStamp);
    }

    [Fact]
    public async Task Resources_that_wait_for_nothing_start_side_by_side()
    {
        await using var model = new TestModel();
        // Each ends only once the other has begun.
        const string Meet = "touch $0; until [ -e $1 ]; do sleep 0.02; done";
        var a = model.Builder.AddExecutable("a", "sh", model.Folder, "-c", Meet, "a", "b");
        var b = model.Builder.AddExecutable("b", "sh", model.Folder, "-c", Meet, "b", "a");
        model.Builder.AddExecutable("last", "sh", ".", "-c", "sleep 60").WaitForCompletion(a).WaitForCompletion(b);
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.Running, State(model, "last").State?.Text);
    }

    [Fact]
    public async Task Those_who_wait_for_a_failed_job_name_it()
    {
        await using var model = new TestModel();
        var job = model.Builder.AddExecutable("job", "sh", ".", "-c", "exit 3");
        var service = model.Builder.AddExecutable("service", "sh", ".", "-c", "sleep 60").WaitForCompletion(job);
        model.Builder.AddExecutable("door", "sh", ".", "-c", "sleep 60").WaitFor(service);
        var lines = await model.FailAsync();
        Assert.Contains("service: not started, because job ended with code 3.", lines, StringComparer.Ordinal);
        Assert.Contains("door: not started, because service was not started.", lines, StringComparer.Ordinal);
        Assert.StartsWith("job: ended with code 3", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_at_start_shows_its_code_and_its_last_20_lines_before_the_one_line()
    {
        await using var model = new TestModel();
        const string Crash = "for i in $(seq 1 30); do echo line $i; done; exit 7";
        var crash = model.Builder.AddExecutable("crash", "sh", ".", "-c", Crash);
        model.Builder.AddExecutable("other", "sh", ".", "-c", "sleep 60").WaitForCompletion(crash);
        var lines = await model.FailAsync();
        Assert.Equal("The last lines of crash:", lines[^22]);
        Assert.Equal(Enumerable.Range(11, 20).Select(i => $"  line {i}"), lines.Skip(lines.Count - 21).Take(20),
            StringComparer.Ordinal);
        Assert.StartsWith("crash: ended with code 7", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_one_line_with_the_program_that_holds_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var model = new TestModel();
        model.Builder.AddExecutable("door", "sh", ".", "-c", "sleep 60").WithHttpEndpoint(targetPort: port);
        var line = Assert.Single(await model.FailAsync());
        var who = string.Create(CultureInfo.InvariantCulture,
            $"door: port {port} is taken by pid {Environment.ProcessId} (");
        Assert.StartsWith(who, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_one_line_with_the_way_out()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("tool", "no-such-program", ".");
        Assert.Equal(
            "tool: the program 'no-such-program' is not there. Install it, or put its folder on PATH.",
            Assert.Single(await model.FailAsync()));
    }

    [Fact]
    public async Task What_was_started_is_stopped_when_another_fails()
    {
        await using var model = new TestModel();
        var pidFile = Path.Combine(model.Folder, "pid");
        model.Builder.AddExecutable("first", "sh", model.Folder, "-c", "echo $$ > pid; exec sleep 600");
        var late = model.Builder.AddExecutable("late", "sh", model.Folder, "-c",
            "until [ -s pid ]; do sleep 0.02; done; exit 1");
        model.Builder.AddExecutable("last", "sh", ".").WaitForCompletion(late);
        await model.FailAsync();
        var pid = int.Parse(await File.ReadAllTextAsync(pidFile, model.Limit), CultureInfo.InvariantCulture);
        Assert.Null(PawPal.Hosting.Processes.ProcessIdentity.Of(pid));
    }

    [Fact]
    public async Task A_resource_with_explicit_start_is_left_alone()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("optional", "sh", ".", "-c", "exit 1").WithExplicitStart();
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.NotStarted, State(model, "optional").State?.Text);
    }

    [Fact]
    public async Task A_service_that_never_gets_healthy_fails_with_the_reason()
    {
        await using var model = new TestModel("--Hosting:StartLimit=00:00:01");
        model.Builder.AddExecutable("mute", "sh", ".", "-c", "sleep 60")
            .WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health");
        var line = (await model.FailAsync())[^1];
        Assert.StartsWith("mute: runs but is not healthy after 1 s (GET /health is not answered",
            line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_while_all_runs_is_told_and_the_rest_runs_on()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("fragile", "sh", model.Folder, "-c",
            "until [ -e now ]; do sleep 0.02; done; exit 9");
        model.Builder.AddExecutable("solid", "sh", ".", "-c", "sleep 60");
        await model.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(model.Folder, "now"), "", model.Limit);
        await model.Application.ResourceNotifications.WaitForResourceAsync(
            "fragile", KnownResourceStates.Exited, model.Limit);
        Assert.Contains(model.Console.Failures,
            line => line.StartsWith("fragile: ended with code 9", StringComparison.Ordinal));
        Assert.Equal(KnownResourceStates.Running, State(model, "solid").State?.Text);
    }

    [Fact]
    public async Task Warnings_of_a_service_come_to_the_console_and_the_rest_goes_to_its_log()
    {
        await using var model = new TestModel();
        const string Talk = "echo plain; echo 'warn: Bowl[0]'; echo '      the bowl is empty'; sleep 60";
        model.Builder.AddExecutable("talker", "sh", ".", "-c", Talk);
        await model.StartAsync();
        await Eventually.TrueAsync(
            () => model.Console.ProgressLines.Contains(
                "talker: warn: Bowl[0] the bowl is empty", StringComparer.Ordinal),
            TimeSpan.FromSeconds(10), "the warning");
        Assert.DoesNotContain(model.Console.ProgressLines, line => line.Contains("plain", StringComparison.Ordinal));
        var log = await File.ReadAllTextAsync(Path.Combine(model.State, "logs", "talker.log"), model.Limit);
        Assert.StartsWith("plain\n", log, StringComparison.Ordinal);
    }

    private static CustomResourceSnapshot State(TestModel model, string resource)
    {
        Assert.True(model.Application.ResourceNotifications.TryGetCurrentState(resource, out var known));
        return known.Snapshot;
    }
}

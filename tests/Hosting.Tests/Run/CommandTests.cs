using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Tests.Run;

public sealed class CommandTests
{
    private const string Service = "echo $$ >> $0.pids; echo port $PORT; exec sleep 600";

    [Fact]
    public async Task A_stopped_resource_starts_again_on_its_port_while_those_who_refer_to_it_run_on()
    {
        await using var model = new TestModel();
        var store = model.Builder.AddExecutable("store", "sh", model.Folder, "-c", Service, "store")
            .WithHttpEndpoint(env: "PORT");
        model.Builder.AddExecutable("back", "sh", model.Folder, "-c", Service, "back")
            .WithReference(store.GetEndpoint("http")).WaitFor(store);
        await model.StartAsync();
        var port = store.GetEndpoint("http").Port;
        await model.PidsAsync("back", 1);
        var first = (await model.PidsAsync("store", 1))[0];

        Assert.True((await model.CommandAsync("store", KnownResourceCommands.StopCommand)).Success);
        Assert.Null(ProcessIdentity.Of(first));
        var stopped = model.Snapshot("store");
        Assert.Equal(KnownResourceStates.Exited, stopped.State?.Text);
        Assert.NotNull(stopped.StopTimeStamp);
        Assert.All(stopped.Urls, url => Assert.True(url.IsInactive));
        Assert.Equal(ResourceCommandState.Enabled, Command(stopped, KnownResourceCommands.StartCommand));
        Assert.Equal(ResourceCommandState.Hidden, Command(stopped, KnownResourceCommands.StopCommand));

        Assert.True((await model.CommandAsync("store", KnownResourceCommands.StartCommand)).Success);
        var running = model.Snapshot("store");
        Assert.Equal(KnownResourceStates.Running, running.State?.Text);
        Assert.Null(running.StopTimeStamp);
        Assert.Null(running.ExitCode);
        Assert.Equal(ResourceCommandState.Enabled, Command(running, KnownResourceCommands.RestartCommand));
        Assert.Equal(port, new Uri(running.Urls[0].Url).Port);
        Assert.False(running.Urls[0].IsInactive);
        var second = (await model.PidsAsync("store", 2))[1];
        Assert.NotEqual(first, second);
        Assert.NotNull(ProcessIdentity.Of((await model.PidsAsync("back", 1))[0]));
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("back").State?.Text);
    }

    [Fact]
    public async Task A_restart_is_a_new_process_and_no_failure()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("store", "sh", model.Folder, "-c", Service, "store");
        await model.StartAsync();
        var first = (await model.PidsAsync("store", 1))[0];
        Assert.True((await model.CommandAsync("store", KnownResourceCommands.RestartCommand)).Success);
        var second = (await model.PidsAsync("store", 2))[1];
        Assert.Null(ProcessIdentity.Of(first));
        Assert.NotNull(ProcessIdentity.Of(second));
        Assert.Empty(model.Console.Failures);
    }

    [Fact]
    public async Task A_resource_with_explicit_start_starts_by_its_command_and_its_failure_is_only_told()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("optional", "sh", model.Folder, "-c", "[ -e ready ] && exec sleep 600; exit 4")
            .WithExplicitStart();
        model.Builder.AddExecutable("other", "sh", ".", "-c", "sleep 600");
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.NotStarted, model.Snapshot("optional").State?.Text);

        await model.CommandAsync("optional", KnownResourceCommands.StartCommand);
        await model.StateAsync("optional", KnownResourceStates.Exited);
        Assert.Equal(4, model.Snapshot("optional").ExitCode);
        Assert.Equal(KnownResourceStateStyles.Error, model.Snapshot("optional").State?.Style);
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("other").State?.Text);

        await File.WriteAllTextAsync(Path.Combine(model.Folder, "ready"), "", model.Limit);
        Assert.True((await model.CommandAsync("optional", KnownResourceCommands.StartCommand)).Success);
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("optional").State?.Text);
    }

    [Fact]
    public async Task A_command_that_cannot_start_says_why()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("tool", "no-such-program", ".").WithExplicitStart();
        await model.StartAsync();
        var result = await model.CommandAsync("tool", KnownResourceCommands.StartCommand);
        Assert.False(result.Success);
        Assert.StartsWith("tool: the program 'no-such-program' is not there.", result.ErrorMessage,
            StringComparison.Ordinal);
        Assert.Equal(KnownResourceStates.FailedToStart, model.Snapshot("tool").State?.Text);
    }

    [Fact]
    public async Task Who_waits_for_what_a_person_starts_does_not_hold_up_the_rest()
    {
        await using var model = new TestModel();
        var optional = model.Builder.AddExecutable("optional", "sh", ".", "-c", "sleep 600").WithExplicitStart();
        model.Builder.AddExecutable("user", "sh", ".", "-c", "sleep 600").WaitFor(optional);
        await model.StartAsync();
        await model.StateAsync("user", KnownResourceStates.Waiting);
        await model.CommandAsync("optional", KnownResourceCommands.StartCommand);
        await model.StateAsync("user", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Start_asked_of_one_that_waits_starts_it_without_waiting_longer()
    {
        await using var model = new TestModel();
        var optional = model.Builder.AddExecutable("optional", "sh", ".", "-c", "sleep 600").WithExplicitStart();
        model.Builder.AddExecutable("user", "sh", ".", "-c", "sleep 600").WaitFor(optional);
        await model.StartAsync();
        await model.StateAsync("user", KnownResourceStates.Waiting);
        Assert.True((await model.CommandAsync("user", KnownResourceCommands.StartCommand)).Success);
        await model.StateAsync("user", KnownResourceStates.Running);
        Assert.Equal(KnownResourceStates.NotStarted, model.Snapshot("optional").State?.Text);
    }

    [Fact]
    public async Task A_command_of_the_model_is_shown_executed_and_heard()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("bowl", "sh", ".", "-c", "sleep 600").WithCommand(
            "fill", "Fill the bowl", context => Task.FromResult(
                context.ResourceName == "bowl" ? CommandResults.Success() : CommandResults.Failure("not a bowl")),
            new CommandOptions { ConfirmationMessage = "Really?", IconName = "FoodKibble", IsHighlighted = true })
            .WithCommand("spill", "Spill it", _ => throw new InvalidOperationException("it is empty"));
        await model.StartAsync();
        var shown = model.Snapshot("bowl").Commands.Single(command => command.Name == "fill");
        Assert.Equal("Fill the bowl", shown.DisplayName);
        Assert.Equal("Really?", shown.ConfirmationMessage);
        Assert.Equal(ResourceCommandState.Enabled, shown.State);
        Assert.True((await model.CommandAsync("bowl", "fill")).Success);
        var failed = await model.CommandAsync("bowl", "spill");
        Assert.False(failed.Success);
        Assert.Contains("it is empty", failed.ErrorMessage, StringComparison.Ordinal);
        var unknown = await model.CommandAsync("bowl", "break");
        Assert.Contains("'break'", unknown.ErrorMessage, StringComparison.Ordinal);
        var nobody = await model.CommandAsync("plate", "fill");
        Assert.Contains("'plate'", nobody.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_over_HTTP_asks_the_resource_and_judges_its_answer()
    {
        await using var model = new TestModel();
        model.AddService("web")
            .WithHttpCommand("/environment", "Look", commandOptions: new HttpCommandOptions { Method = HttpMethod.Get })
            .WithHttpCommand("/no-such-page", "Miss", commandName: "miss");
        await model.StartAsync();
        Assert.True((await model.CommandAsync("web", "web-http-http-get-/environment")).Success);
        var missed = await model.CommandAsync("web", "miss");
        Assert.Equal("POST /no-such-page is answered with 404", missed.ErrorMessage);
        await model.CommandAsync("web", KnownResourceCommands.StopCommand);
        Assert.Equal(ResourceCommandState.Disabled, Command(model.Snapshot("web"), "miss"));
    }

    [Fact]
    public async Task Stopped_in_the_middle_of_a_start_it_is_stopped()
    {
        await using var model = new TestModel();
        model.Builder.AddExecutable("slow", "sh", model.Folder, "-c", Service, "slow")
            .WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health").WithExplicitStart();
        await model.StartAsync();
        await model.CommandAsync("slow", KnownResourceCommands.StartCommand);
        var pid = (await model.PidsAsync("slow", 1))[0];
        Assert.True((await model.CommandAsync("slow", KnownResourceCommands.StopCommand)).Success);
        Assert.Null(ProcessIdentity.Of(pid));
        Assert.Equal(KnownResourceStates.Exited, model.Snapshot("slow").State?.Text);
        Assert.Empty(model.Console.Failures);
    }

    private static ResourceCommandState Command(CustomResourceSnapshot snapshot, string name) =>
        snapshot.Commands.Single(command => command.Name == name).State;
}

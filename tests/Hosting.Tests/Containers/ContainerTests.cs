using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Containers;

[Collection("Containers")]
public sealed class ContainerTests(ContainerMachine machine)
{
    private const string Serve = "mkdir -p /www; echo \"$SAY\" > /www/index.html; exec httpd -f -p 8080 -h /www";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_container_serves_on_its_published_port_and_is_removed_at_the_end()
    {
        await machine.RequireAsync();
        await using var model = Podman();
        var secret = model.Builder.AddParameter("pass", "s3cret/word=1", secret: true);
        var web = Shell(model, "web", Serve).WithEnvironment("SAY", secret)
            .WithHttpEndpoint(targetPort: 8080).WithHttpHealthCheck("/");
        await model.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler());
        Assert.Equal("s3cret/word=1\n", await client.GetStringAsync(new Uri(web.GetEndpoint("http").Url), model.Limit));

        var id = Property(model, "web", "container.id");
        var command = await ContainerMachine.PodmanAsync("inspect", "--format={{.Config.CreateCommand}}", id);
        Assert.Contains("--env=SAY", command, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", command, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", await ContainerMachine.PodmanAsync("port", id), StringComparison.Ordinal);

        await model.Application.StopAsync(model.Limit);
        Assert.Equal(KnownResourceStates.Exited, State(model, "web")?.Text);
        await model.Application.DisposeAsync();
        Assert.DoesNotContain(id[..12], await ContainerMachine.PodmanAsync("ps", "--all"), StringComparison.Ordinal);
        Assert.DoesNotContain($"pawpal-{Application(model).Id}", await ContainerMachine.PodmanAsync("network", "ls"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containers_find_each_other_by_name_and_the_host_by_its_own()
    {
        await machine.RequireAsync();
        await using var model = Podman();
        await File.WriteAllTextAsync(Path.Combine(model.Folder, "index.html"), "from the host\n", model.Limit);
        var host = model.Builder.AddExecutable("host", "sh", model.Folder, "-c",
            "exec busybox httpd -f -p 127.0.0.1:$PORT -h .").WithHttpEndpoint(env: "PORT");
        var web = Shell(model, "web", Serve).WithEnvironment("SAY", "from the web").WithHttpEndpoint(targetPort: 8080);
        var guest = Shell(model, "guest",
                "for url in $WEB $HOST_URL; do until wget -qO- $url/index.html; do sleep 0.1; done; done;"
                + "echo $WEB $HOST_URL")
            .WithEnvironment("WEB", web.GetEndpoint("http"))
            .WithEnvironment("HOST_URL", ReferenceExpression.Create($"{host.GetEndpoint("http")}"));
        model.Builder.AddExecutable("last", "sleep", ".", "60").WaitForCompletion(guest);
        await model.StartAsync();
        var said = await SaidAsync(model, "guest");
        Assert.Contains("from the web", said, StringComparer.Ordinal);
        Assert.Contains("from the host", said, StringComparer.Ordinal);
        Assert.Contains(said, line => line.StartsWith("http://web:8080 http://host.containers.internal:",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_named_volume_and_a_folder_are_mounted_and_the_volume_outlives_the_run()
    {
        await machine.RequireAsync();
        var volume = $"pawpal-test-{Guid.CreateVersion7():N}";
        try
        {
            foreach (var expected in new[] { "once", "once twice" })
            {
                await using var model = Podman();
                await File.WriteAllTextAsync(Path.Combine(model.Folder, "note"), "a note", model.Limit);
                const string Count = "if [ -e /data/x ]; then echo \"$(cat /data/x) twice\"; "
                    + "else echo once > /data/x; cat /data/x; fi; cat /note; echo no > /note || true; exit 3";
                var job = Shell(model, "job", Count).WithVolume(volume, "/data")
                    .WithBindMount(Path.Combine(model.Folder, "note"), "/note", isReadOnly: true);
                model.Builder.AddExecutable("last", "sleep", ".", "60").WaitForCompletion(job, 3);
                await model.StartAsync();
                Assert.Equal(3, Snapshot(model, "job").ExitCode);
                var said = await SaidAsync(model, "job");
                Assert.Contains(expected, said, StringComparer.Ordinal);
                Assert.Equal("a note", await File.ReadAllTextAsync(Path.Combine(model.Folder, "note"), model.Limit));
            }
        }
        finally
        {
            await ContainerMachine.PodmanAsync("volume", "rm", "--force", volume);
        }
    }

    [Fact]
    public async Task A_persistent_container_lives_on_and_the_next_run_uses_it()
    {
        await machine.RequireAsync();
        using var state = new StateForTest();
        string? first = null;
        try
        {
            for (var run = 0; run < 2; run++)
            {
                await using var model = Podman($"--Hosting:StateFolder={state.Path}");
                var keeper = Shell(model, "keeper", $"echo begun; {Serve}").WithEnvironment("SAY", "kept")
                    .WithHttpEndpoint(targetPort: 8080).WithHttpHealthCheck("/")
                    .WithLifetime(ContainerLifetime.Persistent);
                await model.StartAsync();
                using var client = new HttpClient(new SocketsHttpHandler());
                Assert.Equal("kept\n",
                    await client.GetStringAsync(new Uri(keeper.GetEndpoint("http").Url), model.Limit));
                var log = Path.Combine(state.Path, "logs", "keeper.log");
                await Eventually.TrueAsync(
                    () => File.ReadAllText(log).Contains("begun", StringComparison.Ordinal), Patience, "its console");
                var id = Property(model, "keeper", "container.id");
                Assert.Equal(first ??= id, id);
                await model.Application.ResourceCommands.ExecuteCommandAsync("keeper", "resource-stop", model.Limit);
                Assert.Equal("exited", await StatusAsync(id));
                await model.Application.ResourceCommands.ExecuteCommandAsync("keeper", "resource-start", model.Limit);
                await model.Application.ResourceNotifications.WaitForResourceHealthyAsync("keeper", model.Limit);
                await model.Application.StopAsync(model.Limit);
                Assert.Equal("running", await StatusAsync(id));
            }
        }
        finally
        {
            if (first is not null)
                await ContainerMachine.PodmanAsync("rm", "--force", "--time=0", first);
        }
    }

    [Fact]
    public async Task What_a_killed_engine_leaves_is_removed_at_the_next_start()
    {
        await machine.RequireAsync();
        using var state = new StateForTest();
        string[] args = ["--Hosting:ContainerEngine=podman", "--Hosting:Postgres=installed", "--Hosting:Redis=garnet",
            $"--BoxImage={ContainerMachine.Image}"];
        await using var first = await SampleRun.StartedAsync(state.Path, args);
        var name = $"box-{new ContainerApplication(new EngineOptions { StateFolder = state.Path }).Id}";
        var id = await ContainerMachine.PodmanAsync("inspect", "--format={{.Id}}", name);
        first.Signal(Signal.Kill);
        await first.EndAsync();
        await using var second = await SampleRun.StartedAsync(state.Path, args);
        Assert.NotEqual(id, await ContainerMachine.PodmanAsync("inspect", "--format={{.Id}}", name));
        Assert.Contains($"container {name}", second.Output, StringComparison.Ordinal);
        await second.DisposeAsync();
        Assert.DoesNotContain(name, await ContainerMachine.PodmanAsync("ps", "--all"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_is_built_from_a_Dockerfile()
    {
        await machine.RequireAsync();
        await using var model = Podman();
        await File.WriteAllTextAsync(Path.Combine(model.Folder, "Dockerfile"), $"""
            FROM {ContainerMachine.Image}
            ARG WORD
            ENV SAID=$WORD
            COPY greeting /greeting
            """, model.Limit);
        await File.WriteAllTextAsync(Path.Combine(model.Folder, "greeting"), "built here\n", model.Limit);
        var job = model.Builder.AddDockerfile("built", model.Folder).WithBuildArg("WORD", "as told")
            .WithEntrypoint("/bin/sh").WithArgs("-c", "cat /greeting; echo $SAID");
        model.Builder.AddExecutable("last", "sleep", ".", "60").WaitForCompletion(job);
        await model.StartAsync();
        // The build itself stands above in the same console.
        var said = await SaidAsync(model, "built");
        Assert.Equal(["built here", "as told"], said.TakeLast(2), StringComparer.Ordinal);
        await ContainerMachine.PodmanAsync("rmi", "--force", Property(model, "built", "container.image"));
    }

    [Fact]
    public async Task A_container_somebody_removes_is_a_crash_with_its_code()
    {
        await machine.RequireAsync();
        await using var model = Podman();
        Shell(model, "victim", "sleep 600");
        await model.StartAsync();
        await ContainerMachine.PodmanAsync("kill", Property(model, "victim", "container.id"));
        await Eventually.TrueAsync(
            () => State(model, "victim")?.Text == KnownResourceStates.Exited, Patience, "the container's end is seen");
        Assert.Equal(137, Snapshot(model, "victim").ExitCode);
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_is_told_by_name_with_the_reason()
    {
        await machine.RequireAsync();
        await using var model = Podman();
        model.Builder.AddContainer("far", "127.0.0.1:1/nobody/nothing", "1");
        model.Builder.AddExecutable("last", "sleep", ".", "60").WaitFor(model.Builder.CreateResourceBuilder(
            (ContainerResource)model.Builder.Resources.Single(r => r.Name == "far")));
        var line = (await model.FailAsync())[^1];
        Assert.StartsWith("far: the image 127.0.0.1:1/nobody/nothing:1 is not here and cannot be pulled: ", line,
            StringComparison.Ordinal);
        Assert.Contains("refused", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_without_an_engine_fails_with_the_reason_and_the_rest_runs_on()
    {
        await using var model = new TestModel();
        model.Builder.AddContainer("box", "some/image", "1");
        model.Builder.AddExecutable("rest", "sleep", ".", "60");
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.FailedToStart, State(model, "box")?.Text);
        Assert.Equal(KnownResourceStates.Running, State(model, "rest")?.Text);
        Assert.Contains(model.Console.Failures.Concat(model.Console.ProgressLines), line => line.StartsWith(
            "box: it is a container, and no container engine answers: Hosting:ContainerEngine is 'none'.",
            StringComparison.Ordinal));
    }

    private static TestModel Podman(params string[] args) => new(["--Hosting:ContainerEngine=podman", .. args]);

    private static IResourceBuilder<ContainerResource> Shell(TestModel model, string name, string script) =>
        model.Builder.AddContainer(name, ContainerMachine.Image).WithEntrypoint("/bin/sh").WithArgs("-c", script);

    private static Task<string> StatusAsync(string id) =>
        ContainerMachine.PodmanAsync("inspect", "--format={{.State.Status}}", id);

    private static ContainerApplication Application(TestModel model) =>
        new(new EngineOptions { StateFolder = model.State });

    private static CustomResourceSnapshot Snapshot(TestModel model, string resource) =>
        model.Application.ResourceNotifications.TryGetCurrentState(resource, out var known)
            ? known.Snapshot
            : throw new InvalidOperationException(resource);

    private static ResourceStateSnapshot? State(TestModel model, string resource) => Snapshot(model, resource).State;

    private static string Property(TestModel model, string resource, string name) =>
        Snapshot(model, resource).Property(name) ?? throw new InvalidOperationException($"{resource} has no {name}");

    private static async Task<string[]> SaidAsync(TestModel model, string resource)
    {
        var path = Path.Combine(model.State, "logs", $"{resource}.log");
        return await File.ReadAllLinesAsync(path, model.Limit);
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Tests.Containers;

/// <summary>Postgres and Redis as a container or as a program, and why.</summary>
[Collection("Containers")]
public sealed class StoreFormTests(ContainerMachine machine)
{
    [Fact]
    public async Task Redis_runs_as_a_container_behind_its_password_and_keeps_its_volume()
    {
        var image = await machine.RedisImageAsync();
        using var state = new StateForTest();
        string? volume = null;
        try
        {
            foreach (var answer in new[] { "$-1", "$5" })
            {
                await using var model = new TestModel(
                    $"--Hosting:StateFolder={state.Path}", "--Hosting:ContainerEngine=podman");
                var redis = model.Builder.AddRedis("redis").WithImage(image, "1").WithDataVolume();
                volume = redis.Resource.Annotations.OfType<ContainerMountAnnotation>().Single().Source;
                await model.StartAsync();
                Assert.True(model.Application.ResourceNotifications.TryGetCurrentState("redis", out var known));
                Assert.Equal($"container {image}:1 (podman)",
                    known.Snapshot.Property(CustomResourceKnownProperties.Source));
                var port = redis.Resource.PrimaryEndpoint.Port;
                Assert.StartsWith("-NOAUTH", (await AskAsync(port, "GET pet"))[0], StringComparison.Ordinal);
                var secret = await redis.Resource.PasswordParameter!.GetValueAsync(model.Limit);
                var answers = await AskAsync(port, $"AUTH {secret}", "GET pet");
                Assert.Equal(answer, answers[1]);
                Assert.Equal("+OK", (await AskAsync(port, $"AUTH {secret}", "SET pet Mochi"))[1]);
            }
        }
        finally
        {
            if (volume is not null)
                await ContainerMachine.PodmanAsync("volume", "rm", "--force", volume);
        }
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_leaves_the_program_of_this_machine_and_says_why()
    {
        await machine.RequireAsync();
        await using var model = new TestModel("--Hosting:ContainerEngine=podman");
        model.Builder.AddRedis("redis").WithImageRegistry("127.0.0.1:1");
        await model.StartAsync();
        Assert.True(model.Application.ResourceNotifications.TryGetCurrentState("redis", out var known));
        var source = known.Snapshot.Property(CustomResourceKnownProperties.Source);
        Assert.Matches("^(installed Redis|Garnet).*, because its image cannot be pulled by podman$", source);
        Assert.Contains(model.Console.ProgressLines, line =>
            line.StartsWith("redis: the image 127.0.0.1:1/", StringComparison.Ordinal)
            && line.Contains(" is not here and cannot be pulled: ", StringComparison.Ordinal)
            && line.EndsWith("It runs as a program of this machine instead.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_that_is_asked_for_is_never_replaced()
    {
        await using var model = new TestModel("--Hosting:Postgres=container");
        model.Builder.AddPostgres("postgres");
        var line = (await model.FailAsync())[^1];
        Assert.Equal("postgres: Hosting:Postgres is 'container', and Hosting:ContainerEngine is 'none'.", line);
    }

    [Fact]
    public async Task Data_in_a_volume_is_not_left_behind_for_an_empty_program()
    {
        await using var model = new TestModel();
        var server = model.Builder.AddPostgres("postgres").WithDataVolume("pets");
        new StoreVolume(model.State, server.Resource).Keep(new ContainerEngine("docker", "/usr/bin/docker"));
        var line = (await model.FailAsync())[^1];
        Assert.Equal(
            "postgres: its data lies in the volume pets of docker, and Hosting:ContainerEngine is 'none'. "
            + "Make that possible, or begin without this data: --Hosting:Postgres=installed", line);
    }

    [Fact]
    public async Task Data_of_a_program_keeps_the_program_although_an_engine_answers()
    {
        await machine.RequireAsync();
        await using var model = new TestModel("--Hosting:ContainerEngine=podman");
        var server = model.Builder.AddPostgres("postgres").WithDataVolume();
        Directory.CreateDirectory(Path.Combine(model.State, "postgres", "data"));
        var options = new EngineOptions { StateFolder = model.State, ContainerEngine = "podman" };
        using var engines = new ContainerEngines(options);
        var forms = new StoreForms(engines, options, model.Console);
        Assert.Equal(new StoreForm(null, "its data is here"), await forms.DecideAsync(server.Resource, model.Limit));
    }

    private static async Task<List<string?>> AskAsync(int port, params string[] commands)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, limit.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var answers = new List<string?>();
        foreach (var command in commands)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{command}\r\n")), limit.Token);
            answers.Add(await reader.ReadLineAsync(limit.Token));
        }

        return answers;
    }
}

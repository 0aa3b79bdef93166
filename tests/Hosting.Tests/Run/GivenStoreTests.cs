using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Redis;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

/// <summary>Stores that somebody else runs.</summary>
public sealed class GivenStoreTests
{
    [Fact]
    public async Task A_given_Redis_is_asked_for_its_health()
    {
        await using var server = await RedisServer.StartAsync();
        await using var model = new TestModel($"--ConnectionStrings:redis={server.ConnectionString}");
        model.Builder.AddRedis("redis");
        await model.StartAsync();
        Assert.Equal(HealthStatus.Healthy, model.Snapshot("redis").HealthStatus);
        Assert.NotNull(model.Snapshot("redis").HealthReports[0].LastRunAt);
        Assert.DoesNotContain(model.Snapshot("redis").Commands,
            command => command.Name == KnownResourceCommands.StopCommand);
        await server.KillAsync();
        await Eventually.TrueAsync(() => model.Snapshot("redis").HealthStatus == HealthStatus.Unhealthy,
            TimeSpan.FromSeconds(60), "the check sees that it is gone");
    }

    [Fact]
    public async Task A_given_Redis_that_is_not_there_is_named_with_the_reason()
    {
        var port = FreePort.Next();
        await using var model = new TestModel(
            string.Create(CultureInfo.InvariantCulture, $"--ConnectionStrings:redis=127.0.0.1:{port}"),
            "--Hosting:StartLimit=00:00:01");
        model.Builder.AddRedis("redis");
        var line = (await model.FailAsync())[^1];
        Assert.StartsWith("redis: runs but is not healthy after 1 s (Connection refused", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_its_only_database_given_a_server_is_not_started()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var model = new TestModel($"--ConnectionStrings:store={server.ConnectionString()}");
        var database = model.Builder.AddPostgres("postgres").AddDatabase("store");
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600")
            .WithReference(database).WaitFor(database);
        await model.StartAsync();
        Assert.Equal(KnownResourceStates.NotStarted, model.Snapshot("postgres").State?.Text);
        Assert.Equal(HealthStatus.Healthy, model.Snapshot("store").HealthStatus);
        Assert.Equal(KnownResourceStates.Running, model.Snapshot("service").State?.Text);
        Assert.False(Directory.Exists(Path.Combine(model.State, "postgres")));
    }

    [Fact]
    public async Task With_another_user_of_it_the_server_is_started_all_the_same()
    {
        await using var given = await PostgresServer.StartAsync();
        await using var model = new TestModel($"--ConnectionStrings:store={given.ConnectionString()}");
        var postgres = model.Builder.AddPostgres("postgres");
        postgres.AddDatabase("store");
        model.Builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 600").WithReference(postgres);
        await model.StartAsync();
        Assert.Equal(HealthStatus.Healthy, model.Snapshot("postgres").HealthStatus);
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_soon_as_the_server_says_so()
    {
        await using var given = await PostgresServer.StartAsync();
        var wrong = string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={given.Port};Username=postgres;Password=wrong");
        // A limit that the test's own would not outlast.
        await using var model = new TestModel($"--ConnectionStrings:postgres={wrong}", "--Hosting:StartLimit=01:00:00");
        model.Builder.AddPostgres("postgres");
        Assert.Equal(
            "postgres: the server refuses the user or the password of ConnectionStrings:postgres",
            (await model.FailAsync())[^1]);
    }

    [Fact]
    public async Task Data_made_with_another_password_is_told_with_the_way_out()
    {
        await using var model = new TestModel("--Parameters:postgres-password=first");
        model.Builder.AddPostgres("postgres");
        await model.StartAsync();
        await model.Application.StopAsync(model.Limit);

        await using var second = new TestModel(
            "--Parameters:postgres-password=second", $"--Hosting:StateFolder={model.State}",
            "--Hosting:StartLimit=01:00:00");
        second.Builder.AddPostgres("postgres");
        var line = (await second.FailAsync())[^1];
        Assert.StartsWith("postgres: the server refuses the password", line, StringComparison.Ordinal);
        Assert.Contains("Parameters:postgres-password", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cache:6380,password=a=b,ssl=True", "cache", 6380, null, "a=b", true)]
    [InlineData("cache", "cache", 6379, null, null, false)]
    [InlineData("cache:1,user=bella,password=x,other:2", "cache", 1, "bella", "x", false)]
    [InlineData("rediss://bella:p%40ss@cache:7000/0", "cache", 7000, "bella", "p@ss", true)]
    [InlineData("redis://:secret@cache", "cache", 6379, null, "secret", false)]
    public void A_connection_string_says_where_and_how(
        string text, string host, int port, string? user, string? password, bool isTls) =>
        Assert.Equal(new RedisAddress(host, port, user, password, isTls), RedisAddress.Parse(text));
}

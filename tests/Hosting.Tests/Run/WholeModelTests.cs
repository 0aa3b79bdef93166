using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PawPal.Hosting.Processes;
using PawPal.Testing;

namespace PawPal.Hosting.Tests.Run;

/// <summary>The sample AppHost with Postgres, Redis, a job, a service and a door.</summary>
public sealed class WholeModelTests
{
    [Fact]
    public async Task The_model_starts_is_used_and_ends_with_Ctrl_C_within_10_seconds()
    {
        using var state = new StateForTest();
        await using var run = await SampleRun.StartedAsync(state.Path);
        await EnvironmentIsAsAspireGivesItAsync(run);
        NoSecretInProcessListOrLogs(run);
        Assert.Contains("installed PostgreSQL", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nOpen http://127\.0\.0\.1:\d+\n$", run.Output);

        var family = run.Family;
        Assert.NotEmpty(family);
        var stopped = Stopwatch.StartNew();
        run.Signal(Signal.Interrupt);
        Assert.Equal(0, await run.EndAsync());
        Assert.True(stopped.Elapsed < TimeSpan.FromSeconds(10), $"{stopped.Elapsed}");
        Assert.DoesNotContain(family, process => process.IsAlive);
        Assert.Contains("database system is shut down", PostgresLog(run), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(state.Path, "run")));
    }

    [Fact]
    public async Task Secrets_and_data_are_the_same_at_the_next_start()
    {
        using var state = new StateForTest();
        string secrets;
        await using (var first = await SampleRun.StartedAsync(state.Path))
        {
            await ExecuteAsync(first, "create table pet (name text)");
            await ExecuteAsync(first, "insert into pet values ('Bella')");
            secrets = await File.ReadAllTextAsync(Path.Combine(state.Path, "secrets.json"), Ct);
        }

        await using var second = await SampleRun.StartedAsync(state.Path);
        var file = Path.Combine(state.Path, "secrets.json");
        Assert.Equal(secrets, await File.ReadAllTextAsync(file, Ct));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal("Bella", await ExecuteAsync(second, "select name from pet"));
        Assert.Equal("on", await ExecuteAsync(second, "show data_checksums"));
        Assert.Equal("127.0.0.1", await ExecuteAsync(second, "show listen_addresses"));
        Assert.Equal("scram-sha-256", await ExecuteAsync(second, "show password_encryption"));
    }

    [Fact]
    public async Task After_kill_9_the_watcher_ends_what_is_left_and_the_next_start_says_so()
    {
        using var state = new StateForTest();
        await using var first = await SampleRun.StartedAsync(state.Path);
        var family = first.Family;
        first.Signal(Signal.Kill);
        await Eventually.TrueAsync(
            () => !family.Any(process => process.IsAlive), TimeSpan.FromSeconds(15), "everything ended");
        Assert.Contains("database system is shut down", PostgresLog(first), StringComparison.Ordinal);

        await using var second = await SampleRun.StartedAsync(state.Path);
        Assert.Contains(Killed(first) + "; nothing of it still runs.", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_kill_9_of_engine_and_watcher_the_next_start_ends_what_is_left()
    {
        using var state = new StateForTest();
        await using var first = await SampleRun.StartedAsync(state.Path);
        var family = first.Family;
        var watcher = Assert.Single(family,
            process => CommandLine(process.Pid).Contains("engine-watch", StringComparison.Ordinal));
        Signals.Send(watcher.Pid, Signal.Kill);
        first.Signal(Signal.Kill);
        await first.EndAsync();
        var left = family.Where(process => process.IsAlive && process != watcher).ToArray();
        Assert.NotEmpty(left);

        await using var second = await SampleRun.StartedAsync(state.Path);
        Assert.Contains(Killed(first) + "; stopped what it had left: ", second.Output, StringComparison.Ordinal);
        Assert.Contains("postgres (pid ", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(left, process => process.IsAlive);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_the_start_leaves_nothing()
    {
        using var state = new StateForTest();
        await using var run = SampleRun.Start(state.Path);
        await run.SaysAsync("is healthy after");
        var family = run.Family;
        run.Signal(Signal.Interrupt);
        Assert.Equal(0, await run.EndAsync());
        Assert.DoesNotContain(family, process => process.IsAlive);
        Assert.Empty(Directory.GetFiles(Path.Combine(state.Path, "run")));
    }

    [Fact]
    public async Task A_second_AppHost_says_that_one_runs_and_leaves_it_alone()
    {
        using var state = new StateForTest();
        await using var first = await SampleRun.StartedAsync(state.Path);
        await using var second = SampleRun.Start(state.Path);
        Assert.Equal(1, await second.EndAsync());
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture,
                $"Another AppHost (pid {first.Pid}) runs with the state folder"),
            second.Output, StringComparison.Ordinal);
        Assert.Single(second.Output.Trim().Split('\n'));
        Assert.NotEmpty(await first.EnvironmentOfAsync("backend"));
    }

    [Fact]
    public async Task A_failed_migration_ends_the_run_with_a_code_and_nothing_left()
    {
        using var state = new StateForTest();
        await using var run = SampleRun.Start(state.Path, ["--MigrationsEndWith=5"]);
        Assert.Equal(1, await run.EndAsync());
        Assert.Contains("\nbackend: not started, because migrations ended with code 5.\n",
            run.Output, StringComparison.Ordinal);
        Assert.Contains("\n  line 30\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("migrations: ended with code 5", run.Output.Trim().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(state.Path, "run")));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task EnvironmentIsAsAspireGivesItAsync(SampleRun run)
    {
        var postgres = new Uri(run.Url("postgres")).Port.ToString(CultureInfo.InvariantCulture);
        var redis = new Uri(run.Url("redis")).Port.ToString(CultureInfo.InvariantCulture);
        var (password, redisPassword) = (run.Secret("postgres-password"), run.Secret("redis-password"));
        var backend = await run.EnvironmentOfAsync("backend");
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__store"] =
                $"Host=127.0.0.1;Port={postgres};Username=postgres;Password={password};Database=store",
            ["STORE_HOST"] = "127.0.0.1",
            ["STORE_PORT"] = postgres,
            ["STORE_USERNAME"] = "postgres",
            ["STORE_PASSWORD"] = password,
            ["STORE_DATABASENAME"] = "store",
            ["STORE_URI"] = $"postgresql://postgres:{password}@127.0.0.1:{postgres}/store",
            ["ConnectionStrings__redis"] = $"127.0.0.1:{redis},password={redisPassword}",
            ["REDIS_URI"] = $"redis://:{redisPassword}@127.0.0.1:{redis}",
            ["SECRET_KEY"] = run.Secret("key"),
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = run.Url("backend"),
            ["OTEL_SERVICE_NAME"] = "backend",
        };
        Assert.All(expected, pair => Assert.Equal(pair.Value, backend[pair.Key]));
        Assert.StartsWith("service.instance.id=", backend["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", backend.Keys, StringComparer.Ordinal);
        Assert.NotEqual(new Uri(run.Url("backend")).Port,
            int.Parse(backend["METRICS_PORT"], CultureInfo.InvariantCulture));

        var gateway = await run.EnvironmentOfAsync("gateway");
        Assert.Equal(run.Url("backend"), gateway["services__backend__http__0"]);
        Assert.Equal(run.Url("backend"), gateway["BACKEND_HTTP"]);
        Assert.DoesNotContain("SECRET_KEY", gateway.Keys, StringComparer.Ordinal);
        Assert.DoesNotContain("ConnectionStrings__store", gateway.Keys, StringComparer.Ordinal);
    }

    private static void NoSecretInProcessListOrLogs(SampleRun run)
    {
        string[] secrets = [run.Secret("postgres-password"), run.Secret("redis-password"), run.Secret("key")];
        Assert.All(secrets, secret => Assert.True(secret.Length >= 32));
        var places = run.Family.Select(process => CommandLine(process.Pid))
            .Concat(Directory.GetFiles(Path.Combine(run.State, "logs")).Select(File.ReadAllText))
            .Append(run.Output);
        Assert.All(places,
            text => Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal)));
    }

    private static string CommandLine(int pid)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    private static string Killed(SampleRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"The run before this one (pid {run.Pid}) was killed");

    private static string PostgresLog(SampleRun run)
    {
        // After the engine's death nobody reads the server's output; what counts then is its own control file.
        var log = File.ReadAllText(Path.Combine(run.State, "logs", "postgres.log"));
        return File.Exists(Path.Combine(run.State, "postgres", "data", "postmaster.pid"))
            ? log
            : log + "database system is shut down";
    }

    private static async Task<object?> ExecuteAsync(SampleRun run, string sql)
    {
        await using var connection = new NpgsqlConnection(run.Postgres("store"));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }
}

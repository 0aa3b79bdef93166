using System.Net;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Testing;

namespace PawPal.Api.Tests.Drills;

/// <summary>
/// What was confirmed is there, and is there once, whoever is killed (SIGKILL) while sixteen people write.
/// <c>PAWPAL_DRILL_ROUNDS</c> repeats each drill.
/// </summary>
public sealed class LostWritesTests
{
    private const int Intents = 1_200;
    private const int Kills = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static int Rounds =>
        int.TryParse(
            Environment.GetEnvironmentVariable("PAWPAL_DRILL_ROUNDS"), System.Globalization.CultureInfo.InvariantCulture, out var rounds) ? rounds : 1;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_backend_loses_nothing_and_doubles_nothing()
    {
        await using var postgres = await NewPostgresAsync();
        await using var redis = await RedisServer.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await using var api = await ApiProcess.StartAsync("serve", Configuration(postgres, redis));
            await DrillAsync(postgres, api, async () =>
            {
                await api.KillAsync();
                await api.StartAgainAsync();
            });
        }
    }

    [Fact]
    public async Task A_killed_database_loses_nothing_and_doubles_nothing_and_the_backend_lives_on()
    {
        await using var postgres = await NewPostgresAsync();
        await using var redis = await RedisServer.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await using var api = await ApiProcess.StartAsync("serve", Configuration(postgres, redis));
            var refusals = await DrillAsync(postgres, api, postgres.KillAsync);
            Assert.All(refusals, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        }
    }

    private static async Task<IEnumerable<HttpStatusCode>> DrillAsync(
        PostgresServer postgres, ApiProcess api, Func<Task> kill)
    {
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString("drill"));
        await RunAsync(database, "truncate account, household cascade");
        var token = await Writers.RegisterAsync(api.Address);
        var before = await CountAsync(database, "select count(*) from care_event");
        var writers = new Writers(api.Address, Intents);
        var writing = writers.RunAsync(token, Ct);
        for (var killed = 1; killed <= Kills; killed++)
        {
            var mark = Intents * killed / (Kills + 1);
            await Eventually.TrueAsync(() => writers.Answered >= mark || writing.IsCompleted, Patience, "people write");
            await kill();
        }

        await writing.WaitAsync(Patience, Ct);
        // Connections of before the kill are broken.
        database.Clear();
        Assert.Equal(Intents, writers.Confirmed.Distinct().Count());
        await using var lost = database.CreateCommand(
            "select count(*) from unnest($1) as c (id) where not exists (select from care_event e where e.id = c.id)");
        lost.Parameters.Bind(writers.Confirmed.ToArray());
        Assert.Equal(0L, await lost.ExecuteScalarAsync(Ct));
        Assert.Equal(before + Intents, await CountAsync(database, "select count(*) from care_event"));
        // Audit and outbox stand or fall with the event.
        Assert.Equal(Intents, await CountAsync(database, "select count(*) from audit_entry where action = 'care.logged'"));
        Assert.Equal(Intents, await CountAsync(database, "select count(*) from outbox where action = 'care.logged'"));
        return writers.Refusals.Keys;
    }

    private static async Task<PostgresServer> NewPostgresAsync()
    {
        var postgres = await PostgresServer.StartAsync();
        await using var server = NpgsqlDataSource.Create(postgres.ConnectionString());
        await RunAsync(server, "create database drill");
        await new Migrator(postgres.ConnectionString("drill")).RunAsync(Ct);
        return postgres;
    }

    private static IEnumerable<string> Configuration(PostgresServer postgres, RedisServer redis) =>
    [
        "--environment=Production",
        $"--ConnectionStrings:pawpal={postgres.ConnectionString("drill")}",
        $"--ConnectionStrings:redis={redis.ConnectionString}",
        "--METRICS_PORT=0",
        $"--SECRET_KEY={ApiFixture.SecretKey}",
    ];

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}

using System.Net.Http.Json;
using Npgsql;
using PawPal.Api.Tests.Live;
using PawPal.Contracts.Care;
using PawPal.Testing;

namespace PawPal.Api.Tests.Data;

/// <summary>Reads beside a real streaming replica.</summary>
public sealed class ReadReplicaTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_just_written_reads_it_and_others_may_read_the_replica()
    {
        await using var replica = await api.Stores.Postgres.StartReplicaAsync("reads");
        await using var standby = NpgsqlDataSource.Create(replica.ConnectionString(api.Database));
        var home = await api.NewDemoAsync();
        await CaughtUpAsync(standby);
        await RunAsync(standby, "select pg_wal_replay_pause()");
        await using var service = await SecondReplica.StartAsync(
            api, $"--ConnectionStrings:pawpal-replica={replica.ConnectionString(api.Database)}");
        using var owner = service.NewClient(home);
        var before = await CountAsync(owner);

        // Past the service, so it does not know: what it reads is the replica, which stands still.
        await api.ExecuteAsync(InsertWeight(home));
        Assert.Equal(before, await CountAsync(owner));

        // Through the service: the caller sees their own write, and with it everything before.
        using var said = await owner.PostAsJsonAsync(
            "/api/v1/voice/commands", new { text = "Bella weighs 12.4 kilos" }, Ct);
        said.EnsureSuccessStatusCode();
        Assert.Equal(before + 2, await CountAsync(owner));

        // And reads the replica again once that has it.
        await RunAsync(standby, "select pg_wal_replay_resume()");
        await CaughtUpAsync(standby);
        await RunAsync(standby, "select pg_wal_replay_pause()");
        await api.ExecuteAsync(InsertWeight(home));
        Assert.Equal(before + 2, await CountAsync(owner));
        await RunAsync(standby, "select pg_wal_replay_resume()");
    }

    [Fact]
    public async Task Without_its_replica_or_without_redis_a_service_reads_the_primary()
    {
        var home = await api.NewDemoAsync();
        await using var service = await SecondReplica.StartAsync(
            api, "--ConnectionStrings:pawpal-replica=Host=127.0.0.1;Port=9;Username=nobody;Database=none");
        using var owner = service.NewClient(home);
        Assert.True(await CountAsync(owner) > 0);

        await using var replica = await api.Stores.Postgres.StartReplicaAsync("unknowing");
        await using var standby = NpgsqlDataSource.Create(replica.ConnectionString(api.Database));
        await RunAsync(standby, "select pg_wal_replay_pause()");
        await using var lonely = await SecondReplica.StartAsync(
            api,
            $"--ConnectionStrings:pawpal-replica={replica.ConnectionString(api.Database)}",
            "--ConnectionStrings:redis=127.0.0.1:9");
        using var client = lonely.NewClient(home);
        var before = await CountAsync(client);
        await api.ExecuteAsync(InsertWeight(home));
        Assert.Equal(before + 1, await CountAsync(client));
        await RunAsync(standby, "select pg_wal_replay_resume()");
    }

    private static string InsertWeight(TestHousehold home) =>
        $"""
        insert into care_event (id, household_id, pet_id, kind, weight_kg, occurred_at, recorded_at, recorded_by)
        select gen_random_uuid(), p.household_id, p.id, 'weight', 5, now(), now(), m.account_id
        from pet p join membership m on m.household_id = p.household_id
        where p.household_id = '{home.Id}' limit 1
        """;

    private static async Task<int> CountAsync(HttpClient client)
    {
        var page = await client.GetFromJsonAsync<CareEventPage>("/api/v1/care/events?kind=weight&limit=200", Ct);
        return page!.Events.Count;
    }

    private async Task CaughtUpAsync(NpgsqlDataSource standby)
    {
        var place = await api.ScalarAsync<string>("select pg_current_wal_insert_lsn()::text");
        await Eventually.TrueAsync(
            async () =>
            {
                await using var replayed = standby.CreateCommand($"select pg_last_wal_replay_lsn() >= '{place}'");
                return await replayed.ExecuteScalarAsync(Ct) is true;
            },
            TimeSpan.FromSeconds(60),
            "the replica has caught up");
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}

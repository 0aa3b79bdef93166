using Npgsql;
using PawPal.Testing;

namespace PawPal.Api.Tests.Replication;

public sealed class ReplicationLagTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Lag = "pawpal_database_replication_lag_seconds";
    private const string Replicas = "pawpal_database_replicas";
    private const string Ours = "replica=\"second\"";

    [Fact]
    public async Task Lag_of_a_replica_that_stands_still_grows_and_ends_with_it()
    {
        await using var worker = await WorkerScrape.StartAsync(api, "--Replication:Interval=00:00:01");
        await worker.BecomesAsync(Replicas, "", count => count == 0, "there is no replica yet");
        Assert.Null(await worker.ValueAsync(Lag));

        await using (var replica = await api.Stores.Postgres.StartReplicaAsync("second"))
        {
            await worker.BecomesAsync(Lag, Ours, lag => lag is not null, "the replica is seen");
            Assert.Equal(1, await worker.ValueAsync(Replicas));
            await using var source = NpgsqlDataSource.Create(replica.ConnectionString());
            await RunAsync(source, "select pg_wal_replay_pause()");
            await api.ExecuteAsync("create table written_on (one int)");
            // The pause is only requested: what is written before it is taken may still be replayed.
            await Eventually.TrueAsync(
                async () =>
                {
                    await api.ExecuteAsync("insert into written_on values (1)");
                    return await worker.ValueAsync(Lag, Ours) > 3;
                },
                TimeSpan.FromSeconds(60),
                "what was written is not replayed");
            await RunAsync(source, "select pg_wal_replay_resume()");
            await worker.BecomesAsync(Lag, Ours, lag => lag < 1, "the replica has caught up");
        }

        await worker.BecomesAsync(Replicas, "", count => count == 0, "the replica is gone");
        await worker.BecomesAsync(Lag, Ours, lag => lag is null, "a replica that is gone has no lag");
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

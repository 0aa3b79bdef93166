using PawPal.Api.Data;

namespace PawPal.Api.Tests.Data;

public sealed class MigrationTests(Stores stores)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrating_a_second_time_changes_nothing()
    {
        var database = await stores.NewDatabaseAsync();

        Assert.Empty(await new Migrator(stores.Postgres.ConnectionString(database)).RunAsync(Ct));
    }

    [Fact]
    public async Task Four_at_once_run_each_file_once()
    {
        var address = stores.Postgres.ConnectionString(await stores.NewDatabaseAsync(empty: true));

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new Migrator(address).RunAsync(Ct)));

        Assert.Single(runs, run => run.Count > 0);
        Assert.Equal(3, runs.Count(run => run.Count == 0));
    }

    [Fact]
    public async Task A_refused_login_is_told_in_one_line()
    {
        var address = stores.Postgres.ConnectionString() + ";Password=wrong";

        var failure = await Assert.ThrowsAsync<MigrationFailure>(() => new Migrator(address).RunAsync(Ct));

        Assert.StartsWith("connecting failed: 28P01", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }
}

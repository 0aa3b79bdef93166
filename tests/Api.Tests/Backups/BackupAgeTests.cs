namespace PawPal.Api.Tests.Backups;

public sealed class BackupAgeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Age = "pawpal_backup_age_seconds";
    private const string Often = "--Backups:Interval=00:00:01";

    [Fact]
    public async Task Age_counts_from_the_set_up_until_there_is_a_backup_and_from_its_end_after_that()
    {
        await api.ExecuteAsync("update backup_epoch set since = now() - interval '2 days'");
        await using var worker = await WorkerScrape.StartAsync(api, Often);
        await worker.BecomesAsync(Age, "kind=\"database\"", age => age > 172_000, "no backup for two days");
        Assert.Null(await worker.ValueAsync(Age, "kind=\"files\""));

        await RecordAsync("database", "3 hours");
        await RecordAsync("database", "1 hour");
        await RecordAsync("files", "5 hours");
        await worker.BecomesAsync(Age, "kind=\"database\"", age => age is > 3_500 and < 7_200, "the newest one counts");
        await worker.BecomesAsync(Age, "kind=\"files\"", age => age is > 17_900 and < 20_000, "each kind by itself");
    }

    [Fact]
    public async Task Files_that_are_expected_are_missed_before_their_first_backup()
    {
        await api.ExecuteAsync("delete from backup_run; update backup_epoch set since = now() - interval '2 days'");
        await using var worker = await WorkerScrape.StartAsync(api, Often, "--Backups:ExpectsFiles=true");
        await worker.BecomesAsync(Age, "kind=\"files\"", age => age > 172_000, "no files for two days");
    }

    private Task RecordAsync(string kind, string ago) => api.ExecuteAsync(
        $"""
        insert into backup_run (kind, started_at, finished_at, bytes, sha256, location)
        values ('{kind}', now() - interval '{ago}', now() - interval '{ago}', 1, repeat('0', 64), '/backups/x.dump')
        """);
}

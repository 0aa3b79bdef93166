using PawPal.Testing;

namespace PawPal.Operations.Tests.Backups;

public sealed class ScheduleTests(Databases databases)
{
    private const string EverySecond = "* * * * * *";

    [Fact]
    public async Task A_run_that_fails_is_followed_by_the_next_until_the_process_is_told_to_stop()
    {
        using var folder = new TemporaryFolder();
        var database = databases.NewName();
        var variables = databases.Variables(database);
        variables["SCHEDULE"] = EverySecond;
        using var run = OpsRun.Start(variables, "backup", "--to", folder.Path, "--keep", "2");
        await Eventually.TrueAsync(
            () => run.SaidOnErrors(2), TimeSpan.FromSeconds(60), "two runs fail: there is no database");

        await databases.ExecuteAsync("postgres", $"create database {database} template pawpal_template");
        await Eventually.TrueAsync(
            async () => await databases.ScalarAsync<long>(database, "select count(*) from backup_run") >= 3,
            TimeSpan.FromSeconds(60),
            "three runs are good");
        await run.SignalAsync("-TERM");
        var result = (await run.EndAsync()).Succeeded();

        Assert.EndsWith("stopped\n", result.Output, StringComparison.Ordinal);
        Assert.All(
            result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains($"database \"{database}\" does not exist", line, StringComparison.Ordinal));
        Assert.True(folder.Names.Count() is 4 or 6, string.Join(' ', folder.Names));
        Assert.DoesNotContain(folder.Names, name => name.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("every day")]
    [InlineData("61 * * * *")]
    [InlineData("0 0 30 2 *")]
    public async Task What_is_no_schedule_is_refused_at_once(string schedule)
    {
        using var folder = new TemporaryFolder();
        var result = await OpsRun.ToEndAsync(
            databases.Variables("postgres"), "backup", "--to", folder.Path, "--schedule", schedule);

        Assert.Contains($"'{schedule}'", result.Failed(exitCode: 2), StringComparison.Ordinal);
    }
}

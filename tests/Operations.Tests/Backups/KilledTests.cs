using PawPal.Testing;

namespace PawPal.Operations.Tests.Backups;

public sealed class KilledTests(Databases databases)
{
    [Fact]
    public async Task A_dump_that_is_killed_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var database = await LargeAsync();
        using var run = OpsRun.Start(databases.Variables(database), "backup", "--to", folder.Path);
        var dump = await WritingAsync(run, folder);
        await Command.RunAsync("kill", "-9", $"{dump.Id}");

        var line = (await run.EndAsync()).Failed();

        Assert.Contains("pg_dump", line, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task A_run_that_is_killed_leaves_no_backup_and_ends_its_dump()
    {
        using var folder = new TemporaryFolder();
        var database = await LargeAsync();
        using var run = OpsRun.Start(databases.Variables(database), "backup", "--to", folder.Path);
        var dump = await WritingAsync(run, folder);
        await run.SignalAsync("-9");
        await run.EndAsync();

        Assert.All(folder.Names, name => Assert.Matches(@"^\..*\.partial$", name));
        Assert.Empty((await OpsRun.ToEndAsync(databases.Variables(database), "list", "--from", folder.Path)).Output);
        await Eventually.TrueAsync(
            () => RunningProcess.All().All(process => process.Id != dump.Id), TimeSpan.FromSeconds(60), "pg_dump ends");
        var restore = await OpsRun.ToEndAsync(
            databases.Variables(database),
            "restore", "--from", folder.Path, "--database", databases.NewName(), "--create");
        Assert.Contains("holds no backup", restore.Failed(), StringComparison.Ordinal);
        string[] again = ["backup", "--to", folder.Path];
        await Eventually.TrueAsync(
            async () => (await OpsRun.ToEndAsync(databases.Variables(database), again)).ExitCode == 0,
            TimeSpan.FromSeconds(60),
            "the lock goes with the process");
    }

    [Fact]
    public async Task A_run_that_is_told_to_stop_takes_everything_back()
    {
        using var folder = new TemporaryFolder();
        var database = await LargeAsync();
        using var run = OpsRun.Start(databases.Variables(database), "backup", "--to", folder.Path);
        var dump = await WritingAsync(run, folder);
        await run.SignalAsync("-TERM");

        Assert.Contains("stopped before it was finished", (await run.EndAsync()).Failed(), StringComparison.Ordinal);
        Assert.Empty(folder.Names);
        Assert.DoesNotContain(RunningProcess.All(), process => process.Id == dump.Id);
    }

    private async Task<string> LargeAsync()
    {
        var database = await databases.NewAsync();
        await databases.ExecuteAsync(
            database, "create table large as select n, md5(n::text) as noise from generate_series(1, 2000000) n");
        return database;
    }

    /// <summary>pg_dump, at a moment when a part of its output has been written.</summary>
    private static async Task<RunningProcess> WritingAsync(OpsRun run, TemporaryFolder folder)
    {
        var dump = await run.ChildAsync("--format=custom");
        await Eventually.TrueAsync(
            () => Directory.EnumerateFiles(folder.Path).Any(file => new FileInfo(file).Length > 1_000_000),
            TimeSpan.FromSeconds(60),
            "a part of the dump is written");
        return dump;
    }
}

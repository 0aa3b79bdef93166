namespace PawPal.Operations.Tests.Backups;

public sealed class BackupTests(Databases databases)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_is_recorded_with_its_hash_and_place()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();

        var result = await OpsRun.ToEndAsync(databases.Variables(database), "backup", "--to", folder.Path);

        result.Succeeded();
        var dump = folder.Single(".dump");
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(dump, Ct)));
        Assert.Contains(hash, result.Output, StringComparison.Ordinal);
        Assert.Equal(
            $"database {hash} {new FileInfo(dump).Length} {dump} t",
            await databases.ScalarAsync<string>(
                database,
                "select concat_ws(' ', kind, sha256, bytes, location, finished_at >= started_at) from backup_run"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(dump));
        Assert.Equal([Path.GetFileName(dump), Path.GetFileName(dump) + ".json"], folder.Names);
    }

    [Fact]
    public async Task Everything_can_be_said_by_the_environment_with_a_url_of_another_world()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        using var secrets = new TemporaryFolder();
        var password = Path.Combine(secrets.Path, "postgres-password");
        await File.WriteAllTextAsync(password, "postgres\n", Ct);
        var server = $"127.0.0.1:{databases.Postgres.Port}";
        var variables = new Dictionary<string, string>
        {
            ["DATABASE_URL"] =
                $$"""postgresql+asyncpg://postgres:{file:{{password}}|uri}@{{server}}/{{database}}?ssl=disable""",
            ["BACKUP_TO"] = folder.Path,
            ["BACKUP_KEEP"] = "2",
            ["SCHEDULE"] = "",
        };

        for (var run = 0; run < 3; run++)
            (await OpsRun.ToEndAsync(variables, "backup")).Succeeded();

        Assert.Equal(4, folder.Names.Count());
        var list = (await OpsRun.ToEndAsync(variables, "list")).Succeeded();
        Assert.Equal(2, list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(3L, await databases.ScalarAsync<long>(database, "select count(*) from backup_run"));
    }

    [Fact]
    public async Task A_login_that_sees_only_some_rows_is_refused()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        await databases.ExecuteAsync(
            "postgres",
            "create role sees_some login password 'x'; grant pg_read_all_data, pg_write_all_data to sees_some");
        var variables = new Dictionary<string, string>
        {
            ["ConnectionStrings__pawpal"] =
                databases.Postgres.ConnectionString(database) + ";Username=sees_some;Password=x",
        };

        var line = (await OpsRun.ToEndAsync(variables, "backup", "--to", folder.Path)).Failed();

        Assert.Matches("row-level security hides rows of [a-z_, ]*care_event", line);
        Assert.Contains("alter role \"sees_some\" bypassrls", line, StringComparison.Ordinal);
        Assert.Empty(folder.Names);

        await databases.ExecuteAsync("postgres", "alter role sees_some bypassrls");
        (await OpsRun.ToEndAsync(variables, "backup", "--to", folder.Path)).Succeeded();
        Assert.Equal(1L, await databases.ScalarAsync<long>(database, "select count(*) from backup_run"));
    }

    [Fact]
    public async Task An_older_pg_dump_is_told_of_with_both_versions()
    {
        using var folder = new TemporaryFolder();
        using var programs = new TemporaryFolder();
        // Stands for a release that cannot be installed beside the present one.
        foreach (var name in new[] { "pg_dump", "pg_restore" })
        {
            var path = Path.Combine(programs.Path, name);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\necho '{name} (PostgreSQL) 12.3'\n", Ct);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var variables = databases.Variables(await databases.NewAsync());
        variables["PG_BIN"] = programs.Path;
        var line = (await OpsRun.ToEndAsync(variables, "backup", "--to", folder.Path)).Failed();

        Assert.Contains($"the server is {Server()}", line, StringComparison.Ordinal);
        Assert.Contains($"found 12.3 ({programs.Path}/pg_dump)", line, StringComparison.Ordinal);
        Assert.Contains("install postgresql-client-", line, StringComparison.Ordinal);
        Assert.Empty(folder.Names);

        string Server() => line.Split("the server is ")[1].Split(',')[0];
    }

    [Fact]
    public async Task A_second_backup_at_the_same_time_is_refused()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        await using (await TableLock.TakeAsync(databases, database))
        {
            using var first = OpsRun.Start(databases.Variables(database), "backup", "--to", folder.Path);
            await first.ChildAsync("--format=custom");
            var line = (await OpsRun.ToEndAsync(databases.Variables(database), "backup", "--to", folder.Path)).Failed();
            Assert.Contains("another backup (database)", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Passwords_and_keys_are_seen_by_nobody()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        await databases.ExecuteAsync("postgres", "create role careful login superuser password 'hush-hush'");
        var variables = new Dictionary<string, string>
        {
            ["ConnectionStrings__pawpal"] =
                databases.Postgres.ConnectionString(database) + ";Username=careful;Password=hush-hush",
            ["AWS_SECRET_ACCESS_KEY"] = "hush-hush",
            ["SECRET_KEY"] = "hush-hush",
        };
        await using var tableLock = await TableLock.TakeAsync(databases, database);
        using var run = OpsRun.Start(variables, "backup", "--to", folder.Path);
        var child = await run.ChildAsync("--format=custom");

        foreach (var process in PawPal.Testing.RunningProcess.Below(run.Id))
            Assert.DoesNotContain("hush", process.CommandLine, StringComparison.Ordinal);
        Assert.Equal("hush-hush", child.Environment["PGPASSWORD"]);
        Assert.DoesNotContain(
            child.Environment,
            pair => pair.Key != "PGPASSWORD" && pair.Value.Contains("hush", StringComparison.Ordinal));

        await tableLock.DisposeAsync();
        var result = (await run.EndAsync()).Succeeded();
        Assert.DoesNotContain("hush", result.All, StringComparison.Ordinal);
        foreach (var name in folder.Names.Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
            Assert.DoesNotContain(
                "hush", await File.ReadAllTextAsync(Path.Combine(folder.Path, name), Ct), StringComparison.Ordinal);
    }
}

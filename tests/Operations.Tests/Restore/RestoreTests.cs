using PawPal.Operations.Backups;
using PawPal.Testing;

namespace PawPal.Operations.Tests.Restore;

public sealed class RestoreTests(Databases databases)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_database_equals_the_original_in_every_row_and_right()
    {
        using var folder = new TemporaryFolder();
        var (database, restored) = (await databases.NewAsync(), databases.NewName());
        await SavedAsync(database, folder);
        // Afterwards, so that the dump has to be the older state.
        var original = await databases.ChecksumsAsync(database);
        original = original.Where(table => table.Key != "backup_run").ToDictionary();

        (await OpsRun.ToEndAsync(
            databases.Variables(database), "restore", "--from", folder.Path, "--database", restored, "--create"))
            .Succeeded();

        var back = await databases.ChecksumsAsync(restored);
        Assert.Equal(original, back.Where(table => table.Key != "backup_run").ToDictionary());
        Assert.StartsWith("4000 ", back["care_event"], StringComparison.Ordinal);
        const string Policies = "select string_agg(concat_ws(' ', tablename, policyname, roles, qual), ';' order by 1) "
            + "from (select * from pg_policies order by tablename, policyname) p";
        const string Rights =
            "select string_agg(concat_ws(' ', relname, relrowsecurity, relforcerowsecurity, relacl), ';' "
            + "order by relname) from pg_class where relnamespace = 'public'::regnamespace";
        foreach (var sql in new[] { Policies, Rights })
            Assert.Equal(
                await databases.ScalarAsync<string>(database, sql), await databases.ScalarAsync<string>(restored, sql));
    }

    [Fact]
    public async Task One_flipped_byte_is_noticed_and_nothing_is_restored()
    {
        using var folder = new TemporaryFolder();
        var (database, target) = (await databases.NewAsync(), await databases.NewAsync(empty: true));
        await SavedAsync(database, folder);
        var dump = folder.Single(".dump");
        var bytes = await File.ReadAllBytesAsync(dump, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(dump, bytes, Ct);

        var verified = (await OpsRun.ToEndAsync(databases.Variables(database), "verify", "--from", dump)).Failed();
        var restored = (await OpsRun.ToEndAsync(databases.Variables(target), "restore", "--from", dump)).Failed();

        Assert.Contains("is damaged: its SHA-256 is", verified, StringComparison.Ordinal);
        Assert.Contains("is damaged: its SHA-256 is", restored, StringComparison.Ordinal);
        Assert.Empty(await databases.ChecksumsAsync(target));
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_refused_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        await SavedAsync(database, folder);
        var target = await databases.NewAsync(empty: true);
        await databases.ExecuteAsync(target, "create table mine as select 42 as answer");
        var before = await databases.ChecksumsAsync(target);

        var line = (await OpsRun.ToEndAsync(databases.Variables(target), "restore", "--from", folder.Path)).Failed();

        Assert.Contains($"'{target}' is not empty", line, StringComparison.Ordinal);
        Assert.Contains($"--database {target}_restored --create", line, StringComparison.Ordinal);
        Assert.Equal(before, await databases.ChecksumsAsync(target));
    }

    [Fact]
    public async Task A_restore_that_is_not_what_was_saved_fails_and_its_new_database_goes()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        await SavedAsync(database, folder);
        var manifest = folder.Single(".json");
        var saved = BackupManifest.Parse("", await File.ReadAllTextAsync(manifest, Ct));
        var more = saved.Database!.Tables.Select(table =>
            table.Name == "public.pet" ? table with { Rows = table.Rows + 1 } : table);
        await File.WriteAllTextAsync(
            manifest, (saved with { Database = saved.Database with { Tables = [.. more] } }).ToJson(), Ct);
        var target = databases.NewName();

        var line = (await OpsRun.ToEndAsync(
            databases.Variables(database), "restore", "--from", folder.Path, "--database", target, "--create"))
            .Failed();

        Assert.Contains($"'{target}' does not hold what was saved: public.pet.", line, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await databases.ScalarAsync<long>(
                "postgres", $"select count(*) from pg_database where datname = '{target}'"));
    }

    [Fact]
    public async Task A_new_server_gets_the_roles_that_the_dump_names()
    {
        using var folder = new TemporaryFolder();
        await SavedAsync(await databases.NewAsync(), folder);
        await using var other = await PostgresServer.StartAsync();
        var variables = new Dictionary<string, string>
        {
            ["ConnectionStrings__pawpal"] = other.ConnectionString("pawpal"),
        };

        (await OpsRun.ToEndAsync(variables, "restore", "--from", folder.Path, "--create")).Succeeded();

        // PawPal's own migrations find nothing to do, and the API's role works.
        await Migration.RunAsync(other.ConnectionString("pawpal"));
        await using var source = Npgsql.NpgsqlDataSource.Create(
            other.ConnectionString("pawpal") + ";Options=-c role=pawpal_app");
        await using var command = source.CreateCommand("select count(*) from pet");
        Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
    }

    private async Task SavedAsync(string database, TemporaryFolder folder) =>
        (await OpsRun.ToEndAsync(databases.Variables(database), "backup", "--to", folder.Path)).Succeeded();
}

using PawPal.Operations.Backups;

namespace PawPal.Operations.Tests.Backups;

public sealed class RetentionTests(Databases databases)
{
    [Fact]
    public async Task Old_backups_and_old_leftovers_of_the_same_database_go()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        var variables = databases.Variables(database);
        (await OpsRun.ToEndAsync(variables, "backup", "--to", folder.Path)).Succeeded();
        var old = await AgedAsync(folder, database, days: 9);
        var young = await AgedAsync(folder, database, days: 3);
        var other = await AgedAsync(folder, "another", days: 9);
        var leftover = "." + Named(database, days: 2) + ".partial";
        var writing = "." + Named(database, days: 0) + ".partial";
        string[] strangers = [leftover, writing, Named(database, days: 4), "notes.txt"];
        foreach (var name in strangers)
            await File.WriteAllTextAsync(Path.Combine(folder.Path, name), "x", TestContext.Current.CancellationToken);

        (await OpsRun.ToEndAsync(variables, "backup", "--to", folder.Path, "--keep", "7d")).Succeeded();

        var left = folder.Names.ToList();
        Assert.DoesNotContain(old, left);
        Assert.DoesNotContain(old + ".json", left);
        Assert.Contains(young, left);
        Assert.Contains(other, left);
        Assert.Contains(writing, left);
        Assert.Contains("notes.txt", left);
        Assert.DoesNotContain(leftover, left);
        Assert.DoesNotContain(Named(database, days: 4), left);
    }

    [Fact]
    public async Task A_backup_that_fails_deletes_nothing()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        (await OpsRun.ToEndAsync(databases.Variables(database), "backup", "--to", folder.Path)).Succeeded();
        await AgedAsync(folder, database, days: 9);
        var before = folder.Names.ToList();

        var variables = databases.Variables(database);
        variables["PG_BIN"] = folder.Path;
        (await OpsRun.ToEndAsync(variables, "backup", "--to", folder.Path, "--keep", "1")).Failed();

        Assert.Equal(before, folder.Names);
    }

    // The age of a backup is what its manifest says.
    private static async Task<string> AgedAsync(TemporaryFolder folder, string source, int days)
    {
        var ct = TestContext.Current.CancellationToken;
        var newest = Directory.EnumerateFiles(folder.Path, "*.dump").Order(StringComparer.Ordinal).Last();
        var manifest = BackupManifest.Parse("", await File.ReadAllTextAsync(newest + ".json", ct));
        var name = Named(source, days);
        File.Copy(newest, Path.Combine(folder.Path, name));
        var created = TimeProvider.System.GetUtcNow().AddDays(-days);
        var aged = manifest with { File = name, Source = source, Created = created };
        await File.WriteAllTextAsync(Path.Combine(folder.Path, name + ".json"), aged.ToJson(), ct);
        return name;
    }

    [Fact]
    public async Task A_backup_whose_manifest_is_damaged_is_told_of_and_stays()
    {
        using var folder = new TemporaryFolder();
        var database = await databases.NewAsync();
        (await OpsRun.ToEndAsync(databases.Variables(database), "backup", "--to", folder.Path)).Succeeded();
        var damaged = await AgedAsync(folder, database, days: 9);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, damaged + ".json"), "{ not json", TestContext.Current.CancellationToken);

        var result = await OpsRun.ToEndAsync(
            databases.Variables(database), "backup", "--to", folder.Path, "--keep", "1");

        Assert.Contains($"left out: {damaged}.json is damaged", result.Succeeded().Errors, StringComparison.Ordinal);
        Assert.Contains(damaged, folder.Names);
        Assert.Equal(4, folder.Names.Count());
    }

    private static string Named(string source, int days) =>
        BackupName.New(BackupKind.Database, source, TimeProvider.System.GetUtcNow().AddDays(-days).AddMinutes(-1)).File;
}

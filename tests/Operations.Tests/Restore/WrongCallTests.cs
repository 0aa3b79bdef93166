namespace PawPal.Operations.Tests.Restore;

/// <summary>One line, an exit code, and no secret in it.</summary>
public sealed class WrongCallTests(Databases databases)
{
    private const string Secret = "hush-hush";

    [Theory]
    [InlineData("ConnectionStrings__pawpal", "Host=127.0.0.1;Port={port};Username=postgres;Password=hush-hush", 1,
        "password authentication failed")]
    [InlineData("ConnectionStrings__pawpal", "Host=127.0.0.1;Port=1;Username=postgres;Password=hush-hush;Database=x", 1,
        "the database does not answer")]
    [InlineData("ConnectionStrings__pawpal", "hush-hush", 2, "ConnectionStrings__pawpal cannot be read")]
    [InlineData("DATABASE_URL", "mysql://a:hush-hush@h/x", 2, "DATABASE_URL must begin with postgresql://")]
    [InlineData("DATABASE_URL", "postgresql://a:hush-hush/@h/x", 2, "DATABASE_URL has an '@' behind the host")]
    [InlineData("DATABASE_URL", "", 2, "no database is named")]
    public async Task A_database_that_cannot_be_used_is_told_in_one_line(
        string variable, string value, int exitCode, string told)
    {
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string>
        {
            [variable] = value.Replace("{port}", $"{databases.Postgres.Port}", StringComparison.Ordinal),
        };

        var result = await OpsRun.ToEndAsync(variables, "backup", "--to", folder.Path);

        Assert.Contains(told, result.Failed(exitCode), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, result.All, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'bakup'", "bakup")]
    [InlineData("nothing says where to", "backup")]
    [InlineData("--s3 needs --bucket", "backup", "--s3")]
    [InlineData("names no bucket", "backup", "--to", "s3://Not_A_Bucket")]
    [InlineData("AWS_ACCESS_KEY_ID", "backup", "--to", "s3://bucket")]
    [InlineData("--endpoint must be an address", "backup", "--to", "s3://bucket", "--endpoint", "nowhere")]
    [InlineData("--keep cannot be 'all'", "backup", "--to", "/tmp", "--keep", "all")]
    [InlineData("nothing says which files", "backup-files", "--to", "/tmp")]
    [InlineData("--to", "restore-files", "--from", "/tmp")]
    public async Task A_wrong_call_is_told_in_one_line(string told, params string[] arguments)
    {
        var result = await OpsRun.ToEndAsync(databases.Variables("postgres"), arguments);

        Assert.Contains(told, result.Failed(exitCode: 2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("does not exist", "restore", "--from", "/nowhere")]
    [InlineData("does not exist", "list", "--from", "/nowhere")]
    [InlineData("does not exist", "verify", "--from", "/nowhere/pawpal-20261126T041500123Z.dump")]
    [InlineData("/proc", "backup", "--to", "/proc/backups")]
    public async Task A_place_that_cannot_be_used_is_told_in_one_line(string told, params string[] arguments)
    {
        var result = await OpsRun.ToEndAsync(databases.Variables("postgres"), arguments);

        Assert.Contains(told, result.Failed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("backup", "--help")]
    [InlineData("restore", "--help")]
    [InlineData("backup-files", "--help")]
    [InlineData("restore-files", "--help")]
    [InlineData("list", "--help")]
    [InlineData("verify", "--help")]
    public async Task Every_verb_explains_itself(params string[] arguments)
    {
        var result = (await OpsRun.ToEndAsync(new Dictionary<string, string>(), arguments)).Succeeded();

        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }
}

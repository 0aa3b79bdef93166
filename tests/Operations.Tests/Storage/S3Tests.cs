namespace PawPal.Operations.Tests.Storage;

public sealed class S3Tests(Databases databases, S3Server s3)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_goes_to_a_bucket_and_comes_back()
    {
        var bucket = s3.NewBucket();
        var (database, restored) = (await databases.NewAsync(), databases.NewName());
        var variables = s3.AddTo(databases.Variables(database));
        var place = $"s3://{bucket}/one/two";

        (await OpsRun.ToEndAsync(variables, "backup", "--to", place, "--keep", "2")).Succeeded();
        (await OpsRun.ToEndAsync(variables, "backup", "--to", place, "--keep", "1")).Succeeded();
        var list = (await OpsRun.ToEndAsync(variables, "list", "--from", place)).Succeeded();
        (await OpsRun.ToEndAsync(variables, "verify", "--from", place)).Succeeded();
        (await OpsRun.ToEndAsync(variables, "restore", "--from", place, "--database", restored, "--create"))
            .Succeeded();

        var name = Assert.Single(list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Split(' ')[^1];
        Assert.Equal([$"one/two/{name}", $"one/two/{name}.json"], s3.Objects(bucket));
        Assert.Equal(
            $"{place}/{name}",
            await databases.ScalarAsync<string>(
                database, "select location from backup_run order by finished_at desc limit 1"));
        Assert.Equal(
            (await databases.ChecksumsAsync(database))["care_event"],
            (await databases.ChecksumsAsync(restored))["care_event"]);
        (await OpsRun.ToEndAsync(variables, "verify", "--from", $"{place}/{name}")).Succeeded();
    }

    [Fact]
    public async Task The_guides_form_names_a_bucket()
    {
        var bucket = s3.NewBucket();
        var variables = s3.AddTo(databases.Variables(await databases.NewAsync()));

        (await OpsRun.ToEndAsync(variables, "backup", "--s3", "--bucket", bucket)).Succeeded();

        Assert.Equal(2, s3.Objects(bucket).Count());
    }

    [Fact]
    public async Task A_large_backup_goes_up_in_parts()
    {
        var bucket = s3.NewBucket();
        var database = await databases.NewAsync();
        // 40 MB that do not compress: three parts.
        await databases.ExecuteAsync(
            database,
            """
            create table large as
            select string_agg(sha512((n::text || m::text)::bytea), '') as noise
            from generate_series(1, 640) n, generate_series(1, 1000) m group by n
            """);
        var variables = s3.AddTo(databases.Variables(database));

        (await OpsRun.ToEndAsync(variables, "backup", "--to", $"s3://{bucket}")).Succeeded();

        var dump = s3.PathOf(bucket, s3.Objects(bucket).First());
        Assert.True(new FileInfo(dump).Length > 30_000_000, $"{new FileInfo(dump).Length} bytes");
        (await OpsRun.ToEndAsync(variables, "verify", "--from", $"s3://{bucket}")).Succeeded();
    }

    [Fact]
    public async Task A_damaged_object_is_noticed()
    {
        var bucket = s3.NewBucket();
        var variables = s3.AddTo(databases.Variables(await databases.NewAsync()));
        (await OpsRun.ToEndAsync(variables, "backup", "--to", $"s3://{bucket}")).Succeeded();
        var dump = s3.PathOf(bucket, s3.Objects(bucket).First());
        var bytes = await File.ReadAllBytesAsync(dump, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(dump, bytes, Ct);

        var line = (await OpsRun.ToEndAsync(variables, "verify", "--from", $"s3://{bucket}")).Failed();

        // Amazon's client compares what it reads with the store's own MD5, and may be the first to notice.
        Assert.Matches("is damaged|Expected hash not equal to calculated hash", line);
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID", "refuses the credentials")]
    [InlineData("BACKUP_S3_ENDPOINT", "the object store does not answer")]
    [InlineData("bucket", "has no bucket 'no-such-bucket'")]
    public async Task A_store_that_cannot_be_used_is_told_in_one_line(string wrong, string told)
    {
        var bucket = s3.NewBucket();
        var database = await databases.NewAsync();
        var variables = s3.AddTo(databases.Variables(database));
        if (wrong == "BACKUP_S3_ENDPOINT")
            variables[wrong] = "http://127.0.0.1:1";
        else if (wrong != "bucket")
            variables[wrong] = "hush-hush-wrong";

        var place = $"s3://{(wrong == "bucket" ? "no-such-bucket" : bucket)}/here";
        var result = await OpsRun.ToEndAsync(variables, "backup", "--to", place);

        Assert.Contains(told, result.Failed(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.All, StringComparison.Ordinal);
        Assert.Empty(s3.Objects(bucket));
        Assert.Equal(0L, await databases.ScalarAsync<long>(database, "select count(*) from backup_run"));
    }
}

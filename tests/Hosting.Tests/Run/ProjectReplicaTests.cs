namespace PawPal.Hosting.Tests.Run;

public sealed class ProjectReplicaTests
{
    [Fact]
    public async Task A_project_with_replicas_is_found_by_name_at_each_of_them()
    {
        using var state = new StateForTest();
        await using var run = await SampleRun.StartedAsync(state.Path, "--BackendReplicas=2");
        var rows = run.Output.Split('\n')
            .Where(line => line.StartsWith("backend-", StringComparison.Ordinal) && line.Contains('|')).ToArray();
        Assert.Equal(2, rows.Length);
        var urls = rows.Select(row => row.Split('|')[2].Trim().Split(' ')[0]).ToArray();
        var gateway = await run.EnvironmentOfAsync("gateway");
        Assert.Equal(urls[0], gateway["services__backend__http__0"]);
        Assert.Equal(urls[1], gateway["services__backend__http__1"]);
        Assert.Equal(urls[0], gateway["BACKEND_HTTP"]);
        Assert.NotEqual(gateway["services__backend__metrics__0"], gateway["services__backend__metrics__1"]);
    }
}

using System.Text.Json;

namespace PawPal.Hosting.Tests.Publishing;

/// <summary>What each AppHost writes, compared with what is committed.</summary>
public sealed class SampleManifestTests
{
    [Theory]
    [InlineData("ContainerHost")]
    [InlineData("CycleHost")]
    [InlineData("DocumentedHost")]
    [InlineData("SampleHost")]
    [InlineData("StarterHost")]
    public async Task A_sample_writes_the_manifest_that_is_committed_and_the_same_bytes_twice(string sample) =>
        await IsCommittedAsync(sample, Path.Combine(Repository.Sample(sample), "aspire-manifest.json"));

    [Fact]
    public async Task Our_AppHost_writes_the_manifest_that_is_committed() =>
        await IsCommittedAsync("AppHost", Path.Combine(Repository.Root, "aspire-manifest", "manifest.json"));

    [Fact]
    public async Task Every_placeholder_of_every_manifest_names_something_that_is_in_it()
    {
        foreach (var path in Directory.GetFiles(
            Path.Combine(Repository.Root, "tests", "Hosting.Tests", "Samples"), "aspire-manifest.json",
            SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "aspire-manifest", "manifest.json")))
        {
            using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(path, Ct));
            Assert.Empty(Placeholders.Broken(manifest.RootElement));
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Paths in a manifest begin at its folder, so it is written beside the committed one.
    private static async Task IsCommittedAsync(string project, string committed)
    {
        var fresh = Path.Combine(Path.GetDirectoryName(committed)!, $"fresh-{Guid.CreateVersion7():N}.json");
        try
        {
            var written = await WriteAsync(project, fresh);
            Assert.Equal(written, await WriteAsync(project, fresh));
            if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
                await File.WriteAllTextAsync(committed, written, Ct);
            Assert.Equal(await File.ReadAllTextAsync(committed, Ct), written);
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    private static async Task<string> WriteAsync(string project, string path)
    {
        var run = await PublishRun.OfAsync(project, ["--publisher", "manifest", "--output-path", path]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return await File.ReadAllTextAsync(path, Ct);
    }
}

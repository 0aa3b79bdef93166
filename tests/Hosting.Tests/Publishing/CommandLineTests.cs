namespace PawPal.Hosting.Tests.Publishing;

/// <summary>How an AppHost is asked for its manifest, and what it says when it cannot write it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pawpal-publish-").FullName;

    [Fact]
    public async Task Publish_writes_the_manifest_into_the_folder_that_is_asked_for()
    {
        var folder = Path.Combine(_folder, "out", "deep");
        var run = await PublishRun.OfAsync(
            "StarterHost", ["--operation", "publish", "--step", "publish", "--output-path", folder]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(["aspire-manifest.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Publish_starts_nothing_and_makes_no_secret()
    {
        var state = Path.Combine(_folder, "state");
        var run = await PublishRun.OfAsync(
            "SampleHost",
            ["--publisher", "manifest", "--output-path", Path.Combine(_folder, "m.json"),
                $"--Hosting:StateFolder={state}", "--Parameters:key=a-secret-of-the-developer"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.False(Path.Exists(state));
        Assert.DoesNotContain(
            "a-secret-of-the-developer", await File.ReadAllTextAsync(Path.Combine(_folder, "m.json"), Ct),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--output-path is missing", "--publisher", "manifest")]
    [InlineData("--publisher bicep is not known; known: manifest", "--publisher", "bicep", "--output-path", "/tmp/x")]
    [InlineData("--operation deploy is not known", "--operation", "deploy")]
    [InlineData("--step push is not known", "--operation", "publish", "--step", "push", "--output-path", "/tmp/x")]
    [InlineData("exclude each other", "--operation", "run", "--publisher", "manifest")]
    [InlineData("cannot be written", "--publisher", "manifest", "--output-path", "/proc/none/manifest.json")]
    public async Task A_fault_is_one_line_and_a_code(string fault, params string[] args)
    {
        var run = await PublishRun.OfAsync("StarterHost", args);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(fault, Assert.Single(run.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_of_the_machine_does_not_turn_a_run_into_something_else()
    {
        var run = await PublishRun.OfAsync(
            "StarterHost", ["--publisher", "manifest", "--output-path", Path.Combine(_folder, "m.json")],
            [("OPERATION", "deploy"), ("STEP", "other")]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}

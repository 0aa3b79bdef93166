using System.Diagnostics;

namespace PawPal.Publishing.Tests;

public sealed class CommittedFilesTests
{
    [Fact]
    public async Task The_committed_files_are_what_the_committed_manifest_gives()
    {
        var (code, said) = await RunAsync(
            "--manifest", Sample.OwnManifest, "--values", Sample.OwnValues, "--output", Sample.Repository, "--check");
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task A_difference_is_named_and_ends_with_1()
    {
        var folder = Directory.CreateTempSubdirectory("publishing-");
        try
        {
            string[] arguments = ["--manifest", Sample.OwnManifest, "--values", Sample.OwnValues, "--output", folder.FullName];
            Assert.Equal(0, (await RunAsync(arguments)).Code);
            var stranger = Path.Combine(folder.FullName, "k8s", "stranger.yaml");
            File.Copy(Path.Combine(folder.FullName, "k8s", "pdb.yaml"), stranger);
            var foreign = Path.Combine(folder.FullName, "k8s", "foreign.yaml");
            await File.WriteAllTextAsync(foreign, "kind: Mine\n", TestContext.Current.CancellationToken);
            File.Delete(Path.Combine(folder.FullName, "k8s", "hpa.yaml"));
            await File.AppendAllTextAsync(
                Path.Combine(folder.FullName, "docker-compose.yml"), "\n", TestContext.Current.CancellationToken);

            var (code, said) = await RunAsync([.. arguments, "--check"]);
            Assert.Equal(1, code);
            Assert.Contains("k8s/stranger.yaml is no longer written", said, StringComparison.Ordinal);
            Assert.Contains("k8s/hpa.yaml is missing", said, StringComparison.Ordinal);
            Assert.Contains("docker-compose.yml differs", said, StringComparison.Ordinal);

            Assert.Equal(0, (await RunAsync(arguments)).Code);
            Assert.False(File.Exists(stranger));
            Assert.True(File.Exists(foreign));
            Assert.Equal(0, (await RunAsync([.. arguments, "--check"])).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_fault_ends_with_1_and_leaves_the_old_files_as_they_were()
    {
        var folder = Directory.CreateTempSubdirectory("publishing-");
        try
        {
            var old = Path.Combine(folder.FullName, "docker-compose.yml");
            await File.WriteAllTextAsync(old, "old", TestContext.Current.CancellationToken);
            // A folder in the place of a file: the write fails half way.
            Directory.CreateDirectory(Path.Combine(folder.FullName, "init-env.sh"));

            var (code, said) = await RunAsync("--manifest", Sample.OwnManifest, "--output", folder.FullName);

            Assert.Equal(1, code);
            Assert.Contains("cannot be written", said, StringComparison.Ordinal);
            Assert.Equal("old", await File.ReadAllTextAsync(old, TestContext.Current.CancellationToken));
            Assert.Equal(["docker-compose.yml", "init-env.sh"], folder.EnumerateFileSystemInfos().Select(one => one.Name).Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_unknown_argument_is_named()
    {
        var (code, said) = await RunAsync("--outptu", "x");
        Assert.Equal(1, code);
        Assert.Contains("--outptu is not known", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PawPal.Publishing.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}

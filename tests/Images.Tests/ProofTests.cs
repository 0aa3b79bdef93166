using System.Diagnostics;

namespace PawPal.Images.Tests;

public sealed class ProofTests
{
    private static readonly string[] Programs = ["podman", "buildah", "runc", "debootstrap"];

    [Fact]
    public async Task The_backend_runs_as_a_stranger_on_a_read_only_root_in_each_of_its_roles()
    {
        var missing = Programs.Where(program => !IsInstalled(program)).ToList();
        Assert.SkipWhen(missing.Count > 0, $"Not installed: {string.Join(", ", missing)}");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "scripts/prove-images.sh needs root");

        var (code, output) = await ProveAsync("backend");
        Assert.True(code == 0, output);
        Assert.Contains(" proved, 0 failed", output, StringComparison.Ordinal);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<(int Code, string Output)> ProveAsync(string image)
    {
        var script = Path.Combine(ImageSource.Root, "scripts", "prove-images.sh");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"'{script}' {image} 2>&1"])
        {
            RedirectStandardOutput = true,
        })!;
        // The first time it makes a Debian and downloads the packages of the build.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output);
    }
}

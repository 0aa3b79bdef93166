using System.Diagnostics;

namespace PawPal.Publishing.Tests.Monitoring;

/// <summary>Programs that judge what is published. Where one is not installed, its tests are skipped.</summary>
internal static class Tool
{
    public static async Task<string> RunAsync(string name, string folder, params string[] arguments)
    {
        var (code, said) = await TryAsync(name, folder, arguments);
        Assert.True(code == 0, said);
        return said;
    }

    public static async Task<(int Code, string Said)> TryAsync(string name, string folder, params string[] arguments)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(path => Path.Combine(path, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, $"{name} is not installed (scripts/requirements.sh test)");
        using var process = Process.Start(new ProcessStartInfo(program!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}

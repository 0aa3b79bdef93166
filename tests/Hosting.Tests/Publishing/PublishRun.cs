using System.Diagnostics;

namespace PawPal.Hosting.Tests.Publishing;

/// <summary>An AppHost's program, run to its end with a command line.</summary>
internal sealed record PublishRun(int ExitCode, string Output, string Errors)
{
    public static async Task<PublishRun> OfAsync(
        string project, string[] args, (string Name, string Value)[]? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [SampleRun.Built(project), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, await output, await errors);
    }
}

/// <summary>Folders of the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string Sample(string name) =>
        Path.Combine(Root, "tests", "Hosting.Tests", "Samples", name);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "PawPal.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}

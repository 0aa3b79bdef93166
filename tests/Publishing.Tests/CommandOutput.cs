using System.Diagnostics;

namespace PawPal.Publishing.Tests;

/// <summary>Runs a program that leaves none behind, and reads what it says to the end.</summary>
internal static class CommandOutput
{
    /// <exception cref="InvalidOperationException">It ends with another code than 0.</exception>
    public static async Task<string> OfAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }
}

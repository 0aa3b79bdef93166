using System.Diagnostics;

namespace PawPal.Publishing;

/// <summary>Asks an AppHost for its manifest.</summary>
internal static class AppHostProcess
{
    /// <summary>Writes the manifest to the file.</summary>
    /// <param name="host">
    /// A project, which is built first, or the assembly of a built one, which takes half a second.
    /// </param>
    /// <exception cref="PublishException">The AppHost cannot be built, or writes none.</exception>
    public static async Task WriteManifestAsync(string host, string file, CancellationToken ct)
    {
        string[] program = host.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? [host]
            : ["run", "--project", host, "--no-launch-profile", "--"];
        var start = new ProcessStartInfo("dotnet", [
            .. program, "--operation", "publish", "--publisher", "manifest", "--output-path", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new PublishException("dotnet cannot be started");
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            var said = $"{await output}{await errors}".Trim();
            if (process.ExitCode != 0)
                throw new PublishException($"The AppHost {host} wrote no manifest:\n{said}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new PublishException($"dotnet cannot be started: {missing.Message}", missing);
        }
    }
}

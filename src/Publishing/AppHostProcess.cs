using System.Diagnostics;

namespace PawPal.Publishing;

/// <summary>Asks an AppHost for its manifest.</summary>
internal static class AppHostProcess
{
    /// <summary>Writes the manifest to the file.</summary>
    /// <exception cref="PublishException">The AppHost cannot be built, or writes none.</exception>
    public static async Task WriteManifestAsync(string project, string file, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [
            "run", "--project", project, "--no-launch-profile", "--",
            "--operation", "publish", "--publisher", "manifest", "--output-path", file])
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
                throw new PublishException($"The AppHost {project} wrote no manifest:\n{said}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new PublishException($"dotnet cannot be started: {missing.Message}", missing);
        }
    }
}

using System.Diagnostics;

namespace PawPal.Operations.Tests;

/// <summary>PawPal's own migrations, run by the program that carries them.</summary>
internal static class Migration
{
    public static async Task RunAsync(string connectionString)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Api", here.Name, "PawPal.Api.dll");
        var start = new ProcessStartInfo("dotnet", [program, "migrate"]) { RedirectStandardError = true };
        start.Environment["ConnectionStrings__pawpal"] = connectionString;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}

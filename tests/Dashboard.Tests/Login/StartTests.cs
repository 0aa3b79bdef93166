using System.Diagnostics;
using PawPal.Testing;

namespace PawPal.Dashboard.Tests.Login;

/// <summary>The dashboard's own process: what it says at its start.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Dashboard:TelemetryLimits:MaxLogCount=0", "Dashboard:TelemetryLimits:MaxLogCount")]
    [InlineData("Dashboard:TelemetryLimits:MaxTraceCount=many", "Dashboard:TelemetryLimits:MaxTraceCount")]
    [InlineData("Dashboard:Otlp:PrimaryApiKey=short", "Dashboard:Otlp:PrimaryApiKey")]
    [InlineData("Dashboard:Otlp:AuthMode=Maybe", "Dashboard:Otlp:AuthMode")]
    [InlineData("Dashboard:Frontend:BrowserToken=short", "Dashboard:Frontend:BrowserToken")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=nowhere", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL")]
    [InlineData("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://127.0.0.1:1", "Dashboard:ResourceServiceClient:ApiKey")]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(string setting, string named)
    {
        var dashboard = Path.Combine(AppContext.BaseDirectory, "PawPal.Dashboard.dll");
        var (exitCode, output) = await RunAsync(dashboard, $"--{setting}", $"--urls=http://127.0.0.1:{FreePort.Next()}");
        Assert.Equal(1, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string assembly, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(DashboardHost.Limit);
        var output = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output);
    }
}

using System.Diagnostics;

namespace PawPal.Api.Tests.Sessions;

/// <summary>The program as a container starts it, with what the guide and the manifests write for secrets.</summary>
public sealed class PlaceholderTests
{
    private const string Database = "postgresql+asyncpg://pawpal:word@127.0.0.1:1/pawpal";
    private const string Cache = "redis://127.0.0.1:1/0";

    [Theory]
    [InlineData("serve", "SECRET_KEY", "change-me")]
    [InlineData("serve", "SECRET_KEY", "your-secret-key")]
    [InlineData("serve", "DATABASE_URL", "postgresql+asyncpg://pawpal:change-me@127.0.0.1:1/pawpal")]
    [InlineData("serve", "REDIS_URL", "redis://:change-me@127.0.0.1:1/0")]
    [InlineData("serve", "ConnectionStrings__redis", "127.0.0.1:1,password=change-me")]
    [InlineData("worker", "DATABASE_URL", "postgresql+asyncpg://pawpal:change-me@127.0.0.1:1/pawpal")]
    [InlineData("migrate", "ConnectionStrings__pawpal", "Host=127.0.0.1;Port=1;Username=pawpal;Password=change-me")]
    public async Task A_placeholder_ends_the_start_with_one_line_that_names_its_variable(
        string role, string variable, string value)
    {
        var (code, said) = await RunAsync(role, variable, value);
        Assert.Equal(1, code);
        var line = Assert.Single(said.Trim().Split('\n'));
        Assert.StartsWith($"PawPal.Api: {variable} ", line, StringComparison.Ordinal);
        Assert.Contains("placeholder", line, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> RunAsync(string role, string variable, string value)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "PawPal.Api.dll"), role])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["METRICS_PORT"] = "0",
                ["SECRET_KEY"] = ApiFixture.SecretKey,
                ["DATABASE_URL"] = Database,
                ["REDIS_URL"] = Cache,
                [variable] = value,
            },
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}

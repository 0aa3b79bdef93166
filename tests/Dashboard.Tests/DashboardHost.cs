using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Dashboard.Telemetry;
using PawPal.Testing;

namespace PawPal.Dashboard.Tests;

/// <summary>A dashboard on real ports within the test's process, so that a test can look into its store.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    public const string Key = "a-key-for-the-senders-of-tests";
    public const string Token = "a-token-for-the-browsers-of-tests";

    /// <summary>For whatever must happen; generous, because machines are busy.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly WebApplication _app;

    private DashboardHost(WebApplication app, int frontend, int grpc, int http)
    {
        _app = app;
        Frontend = new($"http://127.0.0.1:{frontend}");
        Grpc = new($"http://127.0.0.1:{grpc}");
        Http = new($"http://127.0.0.1:{http}");
    }

    public Uri Frontend { get; }

    public Uri Grpc { get; }

    public Uri Http { get; }

    public TelemetryStore Store => Get<TelemetryStore>();

    public static async Task<DashboardHost> StartAsync(params string[] settings)
    {
        var (frontend, grpc, http) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args =
            [
                $"--urls=http://127.0.0.1:{frontend}",
                $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:{grpc}",
                $"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://127.0.0.1:{http}",
                $"--Dashboard:Otlp:PrimaryApiKey={Key}",
                $"--Dashboard:Frontend:BrowserToken={Token}",
                .. settings.Select(s => $"--{s}"),
            ],
        });
        builder.AddDashboard();
        var app = builder.Build();
        app.UseDashboard();
        app.MapGet("/", () => "the pages");
        await app.StartAsync();
        return new(app, frontend, grpc, http);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

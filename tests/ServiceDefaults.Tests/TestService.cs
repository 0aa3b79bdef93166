using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PawPal.ServiceDefaults.Tests;

/// <summary>A real service on a free port, with the defaults and what a test adds.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private TestService(WebApplication app, LogLines logs)
    {
        App = app;
        Logs = logs;
        Client = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public LogLines Logs { get; }

    public static async Task<TestService> StartAsync(
        Settings configuration,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null)
    {
        var (builder, logs) = Builder(configuration);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(app, logs);
    }

    public static (WebApplicationBuilder Builder, LogLines Logs) Builder(Settings configuration)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "PawPal.Sample",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(new Settings { ["METRICS_PORT"] = "0" });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var logs = new LogLines();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.AddServiceDefaults();
        return (builder, logs);
    }

    public static Settings With(string key, string? value) => new() { [key] = value };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
    }
}

/// <summary>Configuration by its keys, with colons.</summary>
internal sealed class Settings() : Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

internal static class Ports
{
    public static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

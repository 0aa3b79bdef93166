using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using PawPal.Dashboard.Api;
using PawPal.Dashboard.Doors;
using PawPal.Dashboard.Login;
using PawPal.Dashboard.Otlp;
using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard;

/// <summary>The dashboard without its pages, in the order in which a request passes through it.</summary>
internal static class DashboardApplication
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        // A line for every request of every service would drown what the console is for.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMadeUpSecrets();
        builder.AddDoors();
        builder.AddLogin();
        builder.Services.AddOtlp();
        builder.Services.AddResources();
        builder.Services.AddHealthChecks();
    }

    public static void UseDashboard(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.Use(app.Services.GetRequiredService<KnownHosts>().InvokeAsync);
        app.UseOtlpKey();
        app.UseRouting();
        app.UseDoors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapOtlp();
        app.MapLogin();
        app.MapTelemetryApi();
        app.MapHealthChecks("/health").AllowAnonymous();
        app.TellMadeUpSecrets();
    }

    /// <summary>Runs until asked to stop. A wrong setting and a taken port are one line on the error stream, and 1.</summary>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.RunAsync();
            return 0;
        }
        catch (Exception ex) when (ex is DashboardConfigurationException or OptionsValidationException
            or IOException { InnerException: AddressInUseException }
            or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" })
        {
            await Console.Error.WriteLineAsync($"pawpal dashboard: {ex.Message}");
            return 1;
        }
    }
}

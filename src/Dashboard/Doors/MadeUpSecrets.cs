using System.Security.Cryptography;
using PawPal.Dashboard.Otlp;

namespace PawPal.Dashboard.Doors;

/// <summary>
/// The token and the key of a dashboard that nobody configured: made up at the start and told on the console, as a
/// person who starts it by hand needs them. What was configured is never printed.
/// </summary>
internal static class MadeUpSecrets
{
    public static void AddMadeUpSecrets(this WebApplicationBuilder builder)
    {
        var made = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Make(builder.Configuration, made, FrontendOptions.Section, nameof(FrontendOptions.BrowserToken));
        Make(builder.Configuration, made, OtlpOptions.Section, nameof(OtlpOptions.PrimaryApiKey));
        builder.Configuration.AddInMemoryCollection(made);
        builder.Services.AddSingleton(new Told(
            made.GetValueOrDefault($"{FrontendOptions.Section}:{nameof(FrontendOptions.BrowserToken)}"),
            made.GetValueOrDefault($"{OtlpOptions.Section}:{nameof(OtlpOptions.PrimaryApiKey)}")));
    }

    /// <summary>Says how to come in, once the doors are open.</summary>
    public static void TellMadeUpSecrets(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var told = app.Services.GetRequiredService<Told>();
        var ports = app.Services.GetRequiredService<DoorPorts>();
        if (told.Token is not null)
            Console.WriteLine($"Dashboard: {new Uri(ports.Frontend, $"/login?t={told.Token}")}");
        if (told.Key is not null)
            Console.WriteLine($"Telemetry: OTEL_EXPORTER_OTLP_HEADERS={OtlpKey.Header}={told.Key}");
    });

    private static void Make(IConfiguration configuration, Dictionary<string, string?> made, string section, string key)
    {
        var isOpen = "Unsecured".Equals(configuration[$"{section}:AuthMode"], StringComparison.OrdinalIgnoreCase);
        if (!isOpen && string.IsNullOrEmpty(configuration[$"{section}:{key}"]))
            made[$"{section}:{key}"] = RandomNumberGenerator.GetHexString(32, lowercase: true);
    }

    private sealed record Told(string? Token, string? Key);
}

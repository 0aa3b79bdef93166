using System.Collections;

namespace PawPal.Hosting.Processes;

/// <summary>What of the AppHost's own environment its processes see.</summary>
internal static class InheritedEnvironment
{
    // Meant for the AppHost itself: its address, its profile, and values other resources asked for.
    private static readonly string[] NotPassedOn =
    [
        "ASPNETCORE_", "DOTNET_LAUNCH_PROFILE", "HTTP_PORTS", "HTTPS_PORTS", "METRICS_PORT", "Parameters__",
        "ConnectionStrings__", "services__", "Hosting__", "DcpPublisher__", "AppHost__", "Dashboard__", "ASPIRE_", "OTEL_SERVICE_NAME",
        "OTEL_RESOURCE_ATTRIBUTES", "MSBuild", "DATABASE_URL", "REDIS_URL", "SECRET_KEY",
    ];

    public static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            var name = (string)entry.Key;
            if (!Array.Exists(NotPassedOn, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                variables[name] = (string?)entry.Value ?? "";
        }

        return variables;
    }
}

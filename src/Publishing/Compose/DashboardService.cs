using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>
/// Aspire's dashboard, as the profile <c>dashboard</c>: traces, metrics and logs of all projects, open to this machine
/// alone.
/// </summary>
internal static class DashboardService
{
    public const string Profile = "dashboard";

    private const string BrowserToken = "DASHBOARD_BROWSER_TOKEN";
    private const string OtlpKey = "DASHBOARD_OTLP_KEY";
    private const int TokenLength = 32;

    public static IEnumerable<OutsideValue> Values(Application application)
    {
        yield return new(
            BrowserToken, "Made by ./init-env.sh: opens the dashboard, http://localhost:18888/login?t=<token>")
        {
            Length = TokenLength,
            File = Labels.Of(BrowserToken),
        };
        yield return new(OtlpKey, "Made by ./init-env.sh: what telemetry must show to the dashboard")
        {
            Length = TokenLength,
            File = Labels.Of(OtlpKey),
        };
        yield return new(Telemetry.Headers, "Made by ./init-env.sh of the one above, or what another collector wants")
        {
            MadeOf = ("x-otlp-api-key=", OtlpKey),
            File = Telemetry.HeadersSecret,
        };
        yield return new(
            Telemetry.Endpoint,
            $"Where telemetry goes; with COMPOSE_PROFILES={Profile} http://{Name(application)}:18889")
        {
            IsOptional = true,
        };
    }

    /// <summary>The name under which it is reached; one that the application leaves free.</summary>
    public static string Name(Application application) =>
        application.Workloads.Any(workload => workload.Label == "dashboard") ? "aspire-dashboard" : "dashboard";

    public static JsonObject Write()
    {
        var service = new JsonObject
        {
            ["image"] = Defaults.DashboardImage,
            ["profiles"] = new JsonArray(Profile),
            ["user"] = ServiceRules.User,
            ["environment"] = new JsonObject
            {
                ["ASPIRE_DASHBOARD_FILE_CONFIG_DIRECTORY"] = "/run/secrets",
                ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://+:18889",
                ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://+:18890",
                ["ASPNETCORE_URLS"] = "http://+:18888",
                ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
                ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
                ["DOTNET_EnableDiagnostics"] = "0",
            },
            ["secrets"] = new JsonArray(
                Secret(BrowserToken, "Dashboard__Frontend__BrowserToken"),
                Secret(OtlpKey, "Dashboard__Otlp__PrimaryApiKey")),
            ["ports"] = new JsonArray("127.0.0.1:18888:18888"),
            ["tmpfs"] = new JsonArray("/tmp:mode=1777,size=64m"),
        };
        ServiceRules.Apply(
            service, endsByItself: false, cpus: "1", memory: "512m", [Networks.Edge, Networks.Services]);
        return service;
    }

    // The dashboard takes the names of the files for names of settings.
    private static JsonObject Secret(string variable, string setting) =>
        new() { ["source"] = Labels.Of(variable), ["target"] = setting };
}

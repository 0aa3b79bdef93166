using System.Reflection;
using System.Security.Cryptography;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Dashboard;

/// <summary>Whether a dashboard is started, where it listens, and the keys it is given for this run.</summary>
internal sealed class DashboardSettings
{
    private const int FrontendPort = 18_888;
    private const int OtlpGrpcPort = 18_889;
    private const int OtlpHttpPort = 18_890;
    private const string OtlpGrpcKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string OtlpHttpKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    private readonly EngineOptions _options;
    private readonly IConfiguration _configuration;

    /// <exception cref="DistributedApplicationException">A value is not what its key asks for.</exception>
    public DashboardSettings(EngineOptions options, IConfiguration configuration, bool isDisabled)
    {
        (_options, _configuration) = (options, configuration);
        Program = options.AppHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "aspiredashboardpath")?.Value;
        IsOn = !isDisabled && Program is not null && configuration["Hosting:Dashboard"] switch
        {
            null or "" or "on" => true,
            "off" => false,
            var other => throw new DistributedApplicationException(
                $"The configuration key Hosting:Dashboard has the value '{other}'; known: on, off."),
        };
        BrowserToken = Given("AppHost:BrowserToken") ?? NewKey();
        OtlpApiKey = Given("AppHost:OtlpApiKey") ?? NewKey();
    }

    /// <summary>Whether this run has a dashboard.</summary>
    public bool IsOn { get; }

    /// <summary>What the build made of the dashboard, or null when the AppHost has none.</summary>
    public string? Program { get; }

    /// <summary>What the link in the console lets a person in with.</summary>
    public string BrowserToken { get; }

    /// <summary>What services show when they send telemetry.</summary>
    public string OtlpApiKey { get; }

    public Uri? Frontend { get; private set; }

    public Uri? OtlpGrpc { get; private set; }

    public Uri? OtlpHttp { get; private set; }

    /// <summary>Chooses the ports: the well-known ones, free ones where they are taken.</summary>
    /// <returns>What a person should know of the choice.</returns>
    public string? ChoosePorts(Ports ports)
    {
        var isChosen = _options.ChosenPorts.TryGetValue("dashboard", out var wished);
        wished = isChosen ? wished : FrontendPort;
        Frontend = isChosen && Ports.IsFree(wished) ? At(wished) : Address(ports, wished);
        OtlpGrpc = Given(OtlpGrpcKey) is { } grpc ? new Uri(grpc) : Address(ports, OtlpGrpcPort);
        OtlpHttp = Given(OtlpHttpKey) is { } http ? new Uri(http) : Address(ports, OtlpHttpPort);
        return Frontend.Port == wished || (_options.RandomizePorts && !isChosen)
            ? null
            : FormattableString.Invariant(
                $"Port {wished} is taken by {PortHolder.Describe(wished)}; the dashboard takes {Frontend.Port}.");
    }

    /// <summary>The environment of the dashboard's process: the one way in which keys travel.</summary>
    public Dictionary<string, string> Variables(Uri resourceService, string? resourceServiceKey)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = Text(Frontend!),
            [OtlpGrpcKey] = Text(OtlpGrpc!),
            [OtlpHttpKey] = Text(OtlpHttp!),
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = OtlpApiKey,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = BrowserToken,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = Text(resourceService),
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = resourceServiceKey is null ? "Unsecured" : "ApiKey",
        };
        if (resourceServiceKey is not null)
            variables["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = resourceServiceKey;
        foreach (var (key, value) in _configuration.GetSection("Dashboard").AsEnumerable())
        {
            if (value is not null)
                variables.TryAdd(key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant(), value);
        }

        return variables;
    }

    private static Uri Address(Ports ports, int wished) => At(ports.Prefer(wished));

    private static Uri At(int port) => new(FormattableString.Invariant($"http://127.0.0.1:{port}"));

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private string? Given(string key) => _configuration[key] is { Length: > 0 } value ? value : null;

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

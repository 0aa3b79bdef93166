using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;
using Port = PawPal.Publishing.Expressions.Port;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>
/// The Aspire dashboard. It keeps what it is sent in memory, so there is one; nothing leads to its pages from outside.
/// </summary>
internal static class DashboardPlan
{
    private const string ApiKey = "dashboard-api-key";
    private const string BrowserToken = "dashboard-browser-token";
    private const int KeyLength = 32;

    public static Port Port { get; } = new("otlp", "http", "tcp", 18889, null, false);

    /// <summary>What a sender proves itself with.</summary>
    public static Text Header { get; } = Text.Of([new LiteralPart("x-otlp-api-key="), Part(ApiKey)]);

    private static Port Pages { get; } = new("pages", "http", "tcp", 18888, null, false) { IsPrivate = true };

    public static Application Add(Application application)
    {
        var name = $"{application.Name}-{TelemetryPlan.Dashboard}";
        return application with
        {
            Workloads = [.. application.Workloads, Workload(name)],
            Parameters = ClusterPlan.With(
                application.Parameters, Parameter.Secret(ApiKey, KeyLength), Parameter.Secret(BrowserToken, KeyLength)),
            ApartSecrets = new Dictionary<string, SecretKey>(application.ApartSecrets, StringComparer.Ordinal)
            {
                [ApiKey] = new(name, "api-key", IsMadeElsewhere: false),
                [BrowserToken] = new(name, "browser-token", IsMadeElsewhere: false),
            },
        };
    }

    private static Workload Workload(string name) => new(
        TelemetryPlan.Dashboard, name, TelemetryPlan.Dashboard, WorkloadKind.Store,
        new(Defaults.DashboardImage, null, IsOwn: false))
    {
        Arguments = [],
        Environment =
        [
            new("ASPNETCORE_URLS", Text.Literal($"http://+:{Pages.Number}")),
            new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", Text.Literal($"http://+:{Port.Number}")),
            new("DASHBOARD__OTLP__AUTHMODE", Text.Literal("ApiKey")),
            new("DASHBOARD__OTLP__PRIMARYAPIKEY", Text.Of([Part(ApiKey)])),
            new("DASHBOARD__FRONTEND__AUTHMODE", Text.Literal("BrowserToken")),
            new("DASHBOARD__FRONTEND__BROWSERTOKEN", Text.Of([Part(BrowserToken)])),
            // Where it keeps the keys of its cookies; the rest of its file system is read-only.
            new("HOME", Text.Literal("/tmp")),
        ],
        Ports = [Port, Pages],
        Volumes = [],
        BoundFolders = [],
        WritablePaths = [],
        Uses = [],
        Waits = [],
        Probes = ProbePlan.Of(Traits.None, [Pages], known: null),
        Resources = new(new("100m", "256Mi", "64Mi"), new("1", "512Mi", "256Mi")),
        Replicas = 1,
        FileName = "dashboard.yaml",
    };

    private static ParameterPart Part(string parameter) => new(parameter, IsUriEncoded: false);
}

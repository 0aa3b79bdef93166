using System.Text.Json.Nodes;
using PawPal.Publishing.Monitoring;

namespace PawPal.Publishing.Compose;

/// <summary>
/// The profile <c>monitoring</c>: Prometheus, Alertmanager and Grafana, reached from this machine alone, held to the
/// rules of every other service.
/// </summary>
internal static class MonitoringServices
{
    public const string PrometheusAddress = "prometheus:9090";
    public const string AlertmanagerAddress = "alertmanager:9093";
    public const string DashboardFolder = "/etc/grafana/dashboards";
    public const string SlackUrl = "slack-url";
    public const string PagerDutyKey = "pagerduty-key";

    public const string Network = "monitoring";

    private const string Profile = "monitoring";
    private const string AdminPassword = "grafana-admin-password";
    private const string Nobody = "65534:65534";

    /// <summary>A password, and what only people have; without that nobody is told of alerts.</summary>
    public static IEnumerable<OutsideValue> Values { get; } =
    [
        new("GRAFANA_ADMIN_PASSWORD", "Made by ./init-env.sh: opens Grafana as admin, http://localhost:3000")
        {
            Length = 32,
            File = AdminPassword,
        },
        new("SLACK_URL", $"Where the profile {Profile} tells Slack of alerts; may be empty")
        {
            MayBeEmpty = true,
            File = SlackUrl,
        },
        new("PAGERDUTY_KEY", $"By which the profile {Profile} pages somebody; may be empty")
        {
            MayBeEmpty = true,
            File = PagerDutyKey,
        },
    ];

    /// <summary>Adds the services to those of the application.</summary>
    /// <exception cref="PublishException">The application has one of the same name.</exception>
    public static void AddTo(JsonObject services, MonitoringPlan plan)
    {
        // A service of the same name would be overwritten, or answer in the other's place.
        foreach (var (name, service) in Services(plan))
        {
            if (!services.TryAdd(name, service))
            {
                throw new PublishException(
                    $"\"{name}\" is also the name of a service of the profile {Profile}: rename it in the model");
            }
        }
    }

    private static IEnumerable<(string Name, JsonObject Service)> Services(MonitoringPlan plan)
    {
        yield return ("prometheus", Service(
            "prom/prometheus:v3.5.0", Nobody, 9090, "/-/ready", "1", "1024m",
            [Kept("prometheus-data", "/prometheus"), Read(MonitoringFiles.Prometheus, "/etc/prometheus")],
            [.. plan.Targets.All.Select(Networks.OfConsumers).Distinct(StringComparer.Ordinal).Prepend(Network)],
            new JsonObject
            {
                ["command"] = new JsonArray(
                    "--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus",
                    "--storage.tsdb.retention.time=30d", "--storage.tsdb.retention.size=8GB"),
            }));
        yield return ("alertmanager", Service(
            "prom/alertmanager:v0.28.1", Nobody, 9093, "/-/ready", "0.25", "128m",
            [Kept("alertmanager-data", "/alertmanager"), Read(MonitoringFiles.Alertmanager, "/etc/alertmanager")],
            [Network],
            new JsonObject
            {
                // One alone has nobody to gossip with.
                ["command"] = new JsonArray(
                    "--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager",
                    "--cluster.listen-address="),
                ["secrets"] = new JsonArray(SlackUrl, PagerDutyKey),
            }));
        yield return ("grafana", Service(
            "grafana/grafana:12.1.1", "472:472", 3000, "/api/health", "0.5", "512m",
            [
                Kept("grafana-data", "/var/lib/grafana"),
                Read(MonitoringFiles.GrafanaSettings, "/etc/grafana/provisioning"),
                Read(MonitoringFiles.GrafanaDashboards, DashboardFolder),
            ],
            [Network],
            new JsonObject
            {
                ["environment"] = GrafanaSettings(plan.Application.Name),
                ["secrets"] = new JsonArray(AdminPassword),
                ["depends_on"] = new JsonObject
                {
                    ["prometheus"] = new JsonObject { ["condition"] = "service_started" },
                },
            }));
    }

    private static JsonObject GrafanaSettings(string application) => new()
    {
        ["GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES"] = "false",
        ["GF_ANALYTICS_CHECK_FOR_UPDATES"] = "false",
        ["GF_ANALYTICS_REPORTING_ENABLED"] = "false",
        ["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"] = $"{DashboardFolder}/{application}.json",
        ["GF_LOG_MODE"] = "console",
        ["GF_PLUGINS_PREINSTALL_DISABLED"] = "true",
        ["GF_SECURITY_ADMIN_PASSWORD__FILE"] = $"/run/secrets/{AdminPassword}",
        ["GF_SECURITY_DISABLE_GRAVATAR"] = "true",
        ["GF_USERS_ALLOW_SIGN_UP"] = "false",
    };

    private static JsonObject Service(
        string image, string user, int port, string health, string cpus, string memory, JsonObject[] volumes,
        string[] networks, JsonObject own)
    {
        var service = new JsonObject
        {
            ["image"] = image,
            ["profiles"] = new JsonArray(Profile),
            ["user"] = user,
        };
        foreach (var (name, value) in own)
            service[name] = value?.DeepClone();
        service["ports"] = new JsonArray($"127.0.0.1:{port}:{port}");
        service["volumes"] = new JsonArray([.. volumes]);
        service["tmpfs"] = new JsonArray("/tmp:mode=1777,size=64m");
        service["healthcheck"] = ServiceRules.HealthCheck(
            new("CMD", "wget", "-q", "-O", "/dev/null", $"http://127.0.0.1:{port}{health}"));
        ServiceRules.Apply(service, endsByItself: false, cpus, memory, networks);
        return service;
    }

    private static JsonObject Kept(string volume, string target) => new()
    {
        ["type"] = "volume",
        ["source"] = volume,
        ["target"] = target,
    };

    private static JsonObject Read(string folder, string target) => new()
    {
        ["type"] = "bind",
        ["source"] = $"./{folder}",
        ["target"] = target,
        ["read_only"] = true,
    };
}

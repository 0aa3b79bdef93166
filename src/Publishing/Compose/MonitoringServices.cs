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

    private const string AdminPassword = "grafana-admin-password";
    private const string Network = "monitoring";
    private const string SecretFolder = "secrets";
    private const string Nobody = "65534:65534";

    /// <summary>Lines of the script that makes secrets: a password, and files for what only people have.</summary>
    public static string Script { get; } =
        $$"""

        # The folder is closed to other users of the machine; what lies in it, containers of other users must read.
        secret_file() {
          mkdir -p -m 0700 {{SecretFolder}}
          [ -e "{{SecretFolder}}/$1" ] || { printf '%s' "$2" >"{{SecretFolder}}/$1"; chmod 0644 "{{SecretFolder}}/$1"; }
        }

        # For the profile monitoring. Without an address of Slack and a key of PagerDuty nobody is told of alerts.
        secret_file {{AdminPassword}} "$(secret 32)"
        secret_file {{SlackUrl}} "${SLACK_URL:-}"
        secret_file {{PagerDutyKey}} "${PAGERDUTY_KEY:-}"

        """;

    public static void AddTo(JsonObject file, MonitoringPlan plan)
    {
        // A service of the same name would be overwritten, or answer in the other's place.
        foreach (var (name, service) in Services(plan))
        {
            if (!file["services"]!.AsObject().TryAdd(name, service))
            {
                throw new PublishException(
                    $"\"{name}\" is also the name of a service of the profile monitoring: rename it in the model");
            }
        }

        file["networks"]!.AsObject().TryAdd(Network, new JsonObject());
        var volumes = file["volumes"]?.AsObject() ?? [];
        foreach (var name in (string[])["alertmanager-data", "grafana-data", "prometheus-data"])
            volumes.TryAdd(name, new JsonObject());
        file["volumes"] ??= volumes;
        var secrets = file["secrets"]?.AsObject() ?? [];
        foreach (var name in (string[])[AdminPassword, PagerDutyKey, SlackUrl])
            secrets.TryAdd(name, new JsonObject { ["file"] = $"./{SecretFolder}/{name}" });
        file["secrets"] ??= secrets;
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
                ["depends_on"] = new JsonArray("prometheus"),
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
            ["profiles"] = new JsonArray("monitoring"),
            ["user"] = user,
        };
        foreach (var (name, value) in own)
            service[name] = value?.DeepClone();
        service["ports"] = new JsonArray($"127.0.0.1:{port}:{port}");
        service["volumes"] = new JsonArray([.. volumes]);
        service["tmpfs"] = new JsonArray("/tmp:mode=1777");
        service["healthcheck"] = new JsonObject
        {
            ["test"] = new JsonArray("CMD", "wget", "-q", "-O", "/dev/null", $"http://127.0.0.1:{port}{health}"),
            ["interval"] = "30s",
            ["timeout"] = "5s",
            ["retries"] = 3,
            ["start_period"] = "60s",
        };
        Harden(service, cpus, memory);
        service["networks"] = new JsonArray([.. networks.Select(network => JsonValue.Create(network))]);
        return service;
    }

    private static void Harden(JsonObject service, string cpus, string memory)
    {
        service["restart"] = "unless-stopped";
        service["init"] = true;
        service["read_only"] = true;
        service["cap_drop"] = new JsonArray("ALL");
        service["security_opt"] = new JsonArray("no-new-privileges:true");
        service["stop_grace_period"] = "60s";
        service["deploy"] = new JsonObject
        {
            ["resources"] = new JsonObject
            {
                ["limits"] = new JsonObject { ["cpus"] = cpus, ["memory"] = memory, ["pids"] = 512 },
            },
        };
        service["logging"] = new JsonObject
        {
            ["driver"] = "json-file",
            ["options"] = new JsonObject { ["max-size"] = "10m", ["max-file"] = "5" },
        };
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

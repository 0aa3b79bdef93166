using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using PawPal.Publishing.Monitoring;
using PawPal.Publishing.Output;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Kubernetes;

/// <summary>
/// What the chart kube-prometheus-stack and its operator read, for the release and namespace that the guide gives it.
/// </summary>
internal sealed class MonitoringObjects(MonitoringPlan plan, ObjectNames names)
{
    private const string SlackUrl = "slack-url";
    private const string PagerDutyKey = "pagerduty-key";

    private string Name => plan.Application.Name;

    private string Secret => $"{Name}-alerting";

    /// <summary>Contents by path, below the folder of the manifests.</summary>
    public IReadOnlyDictionary<string, string> Write()
    {
        var applied = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["alerting-rules.yaml"] = YamlObjects.Write(Rules()),
            ["alertmanager.yaml"] = YamlObjects.Write(Alertmanager()),
            ["grafana-dashboard-configmap.yaml"] = YamlObjects.Write(Dashboard()),
            ["prometheus-servicemonitor.yaml"] =
                YamlObjects.Write(new ServiceMonitorWriter(plan.Application, names).Write()),
        };
        var store = plan.Application.Values.Cluster.ExternalSecrets;
        if (store is not null)
        {
            applied["secrets.yaml"] = YamlObjects.Write(
                new ExternalSecretWriter(names, store).Write(Secret, [PagerDutyKey, SlackUrl]));
        }

        var files = applied.ToDictionary(
            file => $"monitoring/{file.Key}", file => Header.Generated + file.Value, StringComparer.Ordinal);
        files.Add("monitoring/kustomization.yaml", Header.Generated + Kustomization.Plain(applied.Keys));
        files.Add("monitoring/grafana-dashboard.json", DashboardWriter.Write(plan));
        if (store is null)
            files.Add("monitoring/secrets.yaml", Header.SecretsToFill + YamlObjects.Write(Placeholders()));
        return files;
    }

    private JsonObject Rules() => Custom(
        "monitoring.coreos.com/v1", "PrometheusRule", $"{Name}-rules",
        new RuleWriter(plan.Application.Values.Runbook).Write(plan.Groups));

    private JsonObject Alertmanager() => Custom(
        "monitoring.coreos.com/v1alpha1", "AlertmanagerConfig", $"{Name}-alerting", new JsonObject
        {
            ["route"] = new JsonObject
            {
                ["receiver"] = "slack",
                ["groupBy"] = Texts(Notification.GroupBy),
                ["groupWait"] = Notification.TicketWait,
                ["groupInterval"] = Notification.Interval,
                ["repeatInterval"] = Notification.TicketRepeat,
                ["routes"] = new JsonArray(Pages("pagerduty", goesOn: true), Pages("slack", goesOn: false)),
            },
            ["inhibitRules"] = new JsonArray(new JsonObject
            {
                ["sourceMatch"] = Severity("page"),
                ["targetMatch"] = Severity("ticket"),
                ["equal"] = Texts(Notification.InhibitedWithin),
            }),
            ["receivers"] = Receivers(),
        });

    private JsonArray Receivers() =>
    [
        new JsonObject
        {
            ["name"] = "slack",
            ["slackConfigs"] = new JsonArray(new JsonObject
            {
                ["apiURL"] = Key(SlackUrl),
                ["channel"] = Notification.Channel,
                ["sendResolved"] = true,
                ["title"] = Notification.Title,
                ["text"] = Notification.Text,
            }),
        },
        new JsonObject
        {
            ["name"] = "pagerduty",
            ["pagerdutyConfigs"] = new JsonArray(new JsonObject
            {
                ["serviceKey"] = Key(PagerDutyKey),
                ["sendResolved"] = true,
                ["description"] = Notification.PagerDutyDescription,
            }),
        },
    ];

    private static JsonObject Pages(string receiver, bool goesOn) => new()
    {
        ["receiver"] = receiver,
        ["matchers"] = Severity("page"),
        ["groupWait"] = Notification.PageWait,
        ["repeatInterval"] = Notification.PageRepeat,
        ["continue"] = goesOn,
    };

    private static JsonArray Severity(string value) =>
        [new JsonObject { ["name"] = "severity", ["matchType"] = "=", ["value"] = value }];

    private JsonObject Key(string key) => new() { ["name"] = Secret, ["key"] = key };

    // The guide's own examples: they are addresses and keys in form, and reach nobody.
    private V1Secret Placeholders() => new()
    {
        ApiVersion = "v1",
        Kind = "Secret",
        Metadata = names.Meta(Secret),
        Type = "Opaque",
        StringData = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [PagerDutyKey] = SettingsWriter.Placeholder,
            [SlackUrl] = $"https://hooks.slack.com/services/{SettingsWriter.Placeholder}",
        },
    };

    private V1ConfigMap Dashboard()
    {
        var meta = names.Meta($"{Name}-dashboard");
        // The chart's Grafana looks for this label in every namespace.
        meta.Labels["grafana_dashboard"] = "1";
        return new()
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = meta,
            Data = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [$"{Name}.json"] = DashboardWriter.Write(plan),
            },
        };
    }

    private JsonObject Custom(string version, string kind, string name, JsonObject spec)
    {
        var meta = names.Meta(name);
        meta.Labels["release"] = ServiceMonitorWriter.Release;
        return new()
        {
            ["apiVersion"] = version,
            ["kind"] = kind,
            ["metadata"] = JsonNode.Parse(KubernetesJson.Serialize(meta)),
            ["spec"] = spec,
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Select(text => JsonValue.Create(text))]);
}

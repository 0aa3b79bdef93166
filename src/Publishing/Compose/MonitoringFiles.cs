using PawPal.Publishing.Monitoring;
using PawPal.Publishing.Output;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Compose;

/// <summary>The files that the services of the profile <c>monitoring</c> read.</summary>
internal static class MonitoringFiles
{
    /// <summary>Everything of it lies below.</summary>
    public const string Folder = "monitoring";

    public const string Prometheus = $"{Folder}/prometheus";
    public const string Alertmanager = $"{Folder}/alertmanager";
    public const string GrafanaSettings = $"{Folder}/grafana/provisioning";
    public const string GrafanaDashboards = $"{Folder}/grafana/dashboards";

    /// <summary>Contents by path.</summary>
    public static IReadOnlyDictionary<string, string> Of(MonitoringPlan plan) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{Prometheus}/prometheus.yml"] = Header.Generated
                + YamlText.Write(PrometheusFile.Write(plan, MonitoringServices.AlertmanagerAddress)),
            [$"{Prometheus}/{PrometheusFile.RulesFile}"] = Header.Generated
                + YamlText.Write(new RuleWriter(plan.Application.Values.Runbook).Write(plan.Groups)),
            [$"{Alertmanager}/alertmanager.yml"] = Header.Generated
                + YamlText.Write(AlertmanagerFile.Write(
                    $"/run/secrets/{MonitoringServices.SlackUrl}", $"/run/secrets/{MonitoringServices.PagerDutyKey}")),
            [$"{GrafanaSettings}/datasources/prometheus.yml"] = Header.Generated
                + YamlText.Write(GrafanaFiles.DataSource(MonitoringServices.PrometheusAddress)),
            [$"{GrafanaSettings}/dashboards/dashboards.yml"] = Header.Generated
                + YamlText.Write(GrafanaFiles.Dashboards(MonitoringServices.DashboardFolder)),
            [$"{GrafanaDashboards}/{plan.Application.Name}.json"] = DashboardWriter.Write(plan),
        };
}

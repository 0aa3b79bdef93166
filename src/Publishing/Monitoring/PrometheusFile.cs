using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Monitoring;

/// <summary>Writes Prometheus' own configuration, for a network in which a service's name gives its replicas.</summary>
internal static class PrometheusFile
{
    public const string RulesFile = "rules.yml";

    public static JsonObject Write(MonitoringPlan plan, string alertmanager) => new()
    {
        ["global"] = new JsonObject
        {
            ["scrape_interval"] = WorkloadRules.Interval,
            ["evaluation_interval"] = WorkloadRules.Interval,
        },
        ["rule_files"] = new JsonArray(RulesFile),
        ["alerting"] = new JsonObject
        {
            ["alertmanagers"] = new JsonArray(new JsonObject { ["static_configs"] = Fixed(alertmanager) }),
        },
        ["scrape_configs"] = new JsonArray([.. plan.Targets.All.Select(workload => Job(plan, workload))]),
    };

    private static JsonObject Job(MonitoringPlan plan, Workload workload) => new()
    {
        ["job_name"] = workload.Label,
        ["metrics_path"] = workload.Metrics!.Path,
        ["dns_sd_configs"] = new JsonArray(new JsonObject
        {
            ["names"] = new JsonArray(workload.Label),
            ["type"] = "A",
            ["port"] = workload.MetricsPort!.Number,
            ["refresh_interval"] = WorkloadRules.Interval,
        }),
        // The label that a cluster gives: rules and dashboard are the same everywhere.
        ["relabel_configs"] = new JsonArray(new JsonObject
        {
            ["target_label"] = "namespace",
            ["replacement"] = plan.Targets.Namespace,
        }),
    };

    private static JsonArray Fixed(string target) =>
        new(new JsonObject { ["targets"] = new JsonArray(target) });
}

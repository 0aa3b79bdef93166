using System.Text.Json.Nodes;
using k8s;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Monitoring;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Tells the Prometheus operator whom to read figures from.</summary>
internal sealed class ServiceMonitorWriter(Application application, ObjectNames names)
{
    /// <summary>
    /// The guide's release of the chart kube-prometheus-stack: its operator looks at monitors and rules so labelled.
    /// </summary>
    public const string Release = "prometheus";

    /// <summary>One for each workload with figures: paths may differ.</summary>
    public IReadOnlyList<object> Write() =>
    [
        .. application.Running
            .Where(workload => workload is { MetricsPort: not null, EndsByItself: false })
            .Select(Monitor),
    ];

    private JsonObject Monitor(Workload workload)
    {
        var meta = names.Meta(ObjectNames.MetricsService(workload), workload);
        meta.Labels["release"] = Release;
        var chosen = names.Selector(workload);
        chosen[WorkloadWriter.MetricsLabel] = "true";
        return new()
        {
            ["apiVersion"] = "monitoring.coreos.com/v1",
            ["kind"] = "ServiceMonitor",
            ["metadata"] = JsonNode.Parse(KubernetesJson.Serialize(meta)),
            ["spec"] = new JsonObject
            {
                // Else the job would be the name of the service: rules and dashboard know the resource's.
                ["jobLabel"] = "app.kubernetes.io/name",
                ["selector"] = new JsonObject { ["matchLabels"] = JsonNode.Parse(KubernetesJson.Serialize(chosen)) },
                ["endpoints"] = new JsonArray(new JsonObject
                {
                    ["port"] = PortNames.Of(workload, workload.MetricsPort!.Binding),
                    ["path"] = workload.Metrics!.Path,
                    ["interval"] = WorkloadRules.Interval,
                }),
            },
        };
    }
}

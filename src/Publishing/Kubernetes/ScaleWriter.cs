using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes autoscalers and disruption budgets.</summary>
internal sealed class ScaleWriter(ObjectNames names)
{
    /// <summary>A lull this long is over: until then no replica is given up.</summary>
    private const int ScaleDownWindowSeconds = 300;

    public V2HorizontalPodAutoscaler? Autoscaler(Workload workload) =>
        workload.Autoscaling is { } scaling ? Scaled(workload, scaling) : null;

    private V2HorizontalPodAutoscaler Scaled(Workload workload, Autoscaling scaling) => new()
    {
        ApiVersion = "autoscaling/v2",
        Kind = "HorizontalPodAutoscaler",
        Metadata = names.Meta(workload.ObjectName, workload),
        Spec = new()
        {
            ScaleTargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = workload.ObjectName },
            MinReplicas = Math.Max(scaling.Min, Defaults.Replicas),
            MaxReplicas = Math.Max(scaling.Max, Defaults.Replicas),
            Metrics =
            [
                new()
                {
                    Type = "Resource",
                    Resource = new()
                    {
                        Name = "cpu",
                        Target = new() { Type = "Utilization", AverageUtilization = scaling.Cpu },
                    },
                },
            ],
            Behavior = new()
            {
                ScaleUp = new()
                {
                    StabilizationWindowSeconds = 0,
                    Policies = [new() { Type = "Percent", Value = 100, PeriodSeconds = 30 }],
                },
                ScaleDown = new()
                {
                    StabilizationWindowSeconds = ScaleDownWindowSeconds,
                    Policies = [new() { Type = "Pods", Value = 1, PeriodSeconds = 60 }],
                },
            },
        },
    };

    /// <summary>One pod at a time may be sent away, so a node can always be emptied.</summary>
    public V1PodDisruptionBudget? Budget(Workload workload) => workload.EndsByItself ? null : new()
    {
        ApiVersion = "policy/v1",
        Kind = "PodDisruptionBudget",
        Metadata = names.Meta(workload.ObjectName, workload),
        Spec = new()
        {
            MaxUnavailable = 1,
            UnhealthyPodEvictionPolicy = "AlwaysAllow",
            Selector = new() { MatchLabels = names.Selector(workload) },
        },
    };
}

using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes what runs a workload, with its account, its service and its claims.</summary>
internal sealed class WorkloadWriter(ObjectNames names, PodWriter pods, JobWriter jobs)
{
    public IReadOnlyList<object> Write(Workload workload)
    {
        object runner = workload.Kind switch
        {
            WorkloadKind.Service => Deployment(workload),
            WorkloadKind.Store => StatefulSet(workload),
            WorkloadKind.Job => jobs.Job(workload),
            WorkloadKind.ScheduledJob => jobs.CronJob(workload),
            _ => throw new InvalidOperationException($"Unknown kind {workload.Kind}"),
        };
        return
        [
            Account(workload), .. Service(workload) is { } service ? [service] : Array.Empty<object>(),
            .. workload.Kind == WorkloadKind.Store ? [] : new PodVolumes(workload).Claims.Select(claim =>
                Claim(workload, claim)),
            runner,
        ];
    }

    private V1PersistentVolumeClaim Claim(Workload workload, V1PersistentVolumeClaim claim)
    {
        var meta = names.Meta(claim.Metadata.Name, workload);
        meta.Annotations = claim.Metadata.Annotations;
        return new() { ApiVersion = "v1", Kind = "PersistentVolumeClaim", Metadata = meta, Spec = claim.Spec };
    }

    private V1ServiceAccount Account(Workload workload) => new()
    {
        ApiVersion = "v1",
        Kind = "ServiceAccount",
        Metadata = names.Meta(workload.ObjectName, workload),
        AutomountServiceAccountToken = false,
    };

    private V1Deployment Deployment(Workload workload)
    {
        return new()
        {
            ApiVersion = "apps/v1",
            Kind = "Deployment",
            Metadata = Exceptions.On(names.Meta(workload.ObjectName, workload), workload),
            Spec = new()
            {
                // Stated only where no autoscaler decides: an apply would undo its decision.
                Replicas = workload.Autoscaling is null ? workload.Replicas : null,
                RevisionHistoryLimit = 10,
                Selector = new() { MatchLabels = names.Selector(workload) },
                Strategy = new()
                {
                    Type = "RollingUpdate",
                    RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 0 },
                },
                Template = pods.Template(workload, "Always"),
            },
        };
    }

    private V1StatefulSet StatefulSet(Workload workload)
    {
        var claims = new PodVolumes(workload).Claims;
        return new()
        {
            ApiVersion = "apps/v1",
            Kind = "StatefulSet",
            Metadata = Exceptions.On(names.Meta(workload.ObjectName, workload), workload),
            Spec = new()
            {
                Replicas = workload.Replicas,
                RevisionHistoryLimit = 10,
                ServiceName = workload.ObjectName,
                // Servers that wait for each other would wait for ever for the one before them.
                PodManagementPolicy = workload.FindsUnready ? "Parallel" : null,
                Selector = new() { MatchLabels = names.Selector(workload) },
                UpdateStrategy = new() { Type = "RollingUpdate" },
                Template = pods.Template(workload, "Always"),
                VolumeClaimTemplates = claims.Count == 0 ? null : [.. claims],
            },
        };
    }

    private V1Service? Service(Workload workload)
    {
        var ports = Ports(workload, isMetrics: false);
        var isStore = workload.Kind == WorkloadKind.Store;
        if (workload.EndsByItself || (ports.Count == 0 && !isStore))
            return null;
        return new()
        {
            ApiVersion = "v1",
            Kind = "Service",
            Metadata = names.Meta(workload.ObjectName, workload),
            Spec = new()
            {
                Type = "ClusterIP",
                // Without an address of its own: a StatefulSet's pods are found by their names.
                ClusterIP = isStore ? "None" : null,
                PublishNotReadyAddresses = workload.FindsUnready ? true : null,
                Selector = names.Selector(workload),
                Ports = ports.Count == 0 ? null : ports,
            },
        };
    }

    /// <summary>The service Prometheus finds; null: there are no figures.</summary>
    public V1Service? MetricsService(Workload workload)
    {
        if (workload.EndsByItself || workload.MetricsPort is null)
            return null;
        var meta = names.Meta(ObjectNames.MetricsService(workload), workload);
        meta.Labels[MetricsLabel] = "true";
        return new()
        {
            ApiVersion = "v1",
            Kind = "Service",
            Metadata = meta,
            Spec = new()
            {
                Type = "ClusterIP",
                Selector = names.Selector(workload),
                Ports = Ports(workload, isMetrics: true),
            },
        };
    }

    /// <summary>Marks the services Prometheus reads.</summary>
    public const string MetricsLabel = "pawpal.com/metrics";

    private static List<V1ServicePort> Ports(Workload workload, bool isMetrics) =>
    [
        .. PortNames.Of(workload)
            .Where(port => workload.IsMetrics(port.Port.Binding) == isMetrics)
            .Select(port => new V1ServicePort
            {
                Name = port.Name,
                Port = port.Port.Number,
                TargetPort = port.Name,
                Protocol = port.Port.Protocol.ToUpperInvariant(),
            })
            .DistinctBy(port => (port.Port, port.Protocol)).DistinctBy(port => port.Name, StringComparer.Ordinal),
    ];
}

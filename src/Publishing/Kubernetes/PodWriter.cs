using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes the pods of a workload.</summary>
internal sealed class PodWriter(Application application, ObjectNames names)
{
    /// <summary>Seconds in which proxies learn that a pod is going, before it is told to.</summary>
    private const int PreStopSeconds = 15;

    /// <summary>Longer than that and the 30 seconds a .NET host drains.</summary>
    private const int GraceSeconds = 60;

    /// <summary>A store writes what it holds in memory; one that is killed reads its log at the next start.</summary>
    private const int StoreGraceSeconds = 120;

    public V1PodTemplateSpec Template(Workload workload, string restart)
    {
        var volumes = new PodVolumes(workload);
        var jobs = application.Workloads.Where(job => job.Kind == WorkloadKind.Job
            && workload.Waits.Any(wait => wait.Until == WaitUntil.Completed && wait.Resource == job.Name)).ToArray();
        List<V1Container> first = [.. jobs.Select(First), .. Preparation(workload, volumes)];
        return new()
        {
            Metadata = new()
            {
                Labels = names.PodLabels(workload),
                Annotations = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["checksum/config"] = PodChecksum.Settings(names, [workload, .. jobs]),
                    ["checksum/secrets"] = PodChecksum.SecretKeys(names, [workload, .. jobs]),
                },
            },
            Spec = new()
            {
                ServiceAccountName = workload.ObjectName,
                AutomountServiceAccountToken = false,
                // Variables of services would collide with our own, such as REDIS_PORT.
                EnableServiceLinks = false,
                RestartPolicy = restart,
                TerminationGracePeriodSeconds =
                    workload.Kind == WorkloadKind.Store ? StoreGraceSeconds : GraceSeconds,
                SecurityContext = PodSecurity.Pod(),
                Affinity = workload.EndsByItself ? null : Apart(workload),
                TopologySpreadConstraints = workload.Kind == WorkloadKind.Service ? [Spread(workload)] : null,
                InitContainers = first.Count == 0 ? null : first,
                Containers = [Container(workload, volumes)],
                Volumes = [.. volumes.InPod.Concat(jobs.SelectMany(job => new PodVolumes(job).InPod))
                    .DistinctBy(volume => volume.Name, StringComparer.Ordinal)],
            },
        };
    }

    // The job itself, before its own pod serves: it does nothing when another has done it. Order holds without a
    // permission to look at jobs, and an older image finds its own work done.
    private V1Container First(Workload job)
    {
        var container = Container(job, new(job));
        container.Name = $"wait-for-{job.ContainerName}";
        return container;
    }

    private IEnumerable<V1Container> Preparation(Workload workload, PodVolumes volumes)
    {
        if (workload.Preparation is not { } script)
            yield break;
        var container = Container(workload with { Probes = Probes.None, Ports = [] }, volumes);
        container.Name = "prepare";
        container.Command = ["/bin/sh"];
        container.Args = [script];
        container.Lifecycle = null;
        yield return container;
    }

    private V1Container Container(Workload workload, PodVolumes volumes)
    {
        var environment = new PodEnvironment(names, workload);
        var isLasting = !workload.EndsByItself;
        return new()
        {
            Name = workload.ContainerName,
            Image = workload.Image.Name,
            ImagePullPolicy = "IfNotPresent",
            Command = workload.Entrypoint is { } entrypoint ? [entrypoint] : null,
            Args = environment.Arguments is { Count: > 0 } arguments ? arguments : null,
            EnvFrom = environment.Plain.Count == 0
                ? null
                : [new() { ConfigMapRef = new() { Name = ObjectNames.Config(workload) } }],
            Env = environment.Secret is { Count: > 0 } secret ? secret : null,
            Ports = workload.Ports.Count == 0 || !isLasting ? null : Ports(workload),
            Resources = new()
            {
                Requests = Amounts(workload.Resources.Requests),
                Limits = Amounts(workload.Resources.Limits),
            },
            SecurityContext = PodSecurity.Container(),
            StartupProbe = ProbeWriter.Write(workload, workload.Probes.Startup),
            ReadinessProbe = ProbeWriter.Write(workload, workload.Probes.Readiness),
            LivenessProbe = ProbeWriter.Write(workload, workload.Probes.Liveness),
            Lifecycle = workload.Kind == WorkloadKind.Service
                ? new() { PreStop = new() { Sleep = new() { Seconds = PreStopSeconds } } }
                : null,
            VolumeMounts = [.. volumes.Mounts],
        };
    }

    private static List<V1ContainerPort> Ports(Workload workload) =>
    [
        .. PortNames.Of(workload).DistinctBy(port => port.Name, StringComparer.Ordinal)
            .Select(port => new V1ContainerPort
            {
                Name = port.Name,
                ContainerPort = port.Port.Number,
                Protocol = port.Port.Protocol.ToUpperInvariant(),
            }),
    ];

    private static Dictionary<string, ResourceQuantity> Amounts(Quantities amounts) => new(StringComparer.Ordinal)
    {
        ["cpu"] = new(amounts.Cpu),
        ["memory"] = new(amounts.Memory),
        ["ephemeral-storage"] = new(amounts.Storage),
    };

    private V1Affinity Apart(Workload workload) => new()
    {
        PodAntiAffinity = new()
        {
            PreferredDuringSchedulingIgnoredDuringExecution =
            [
                new()
                {
                    Weight = 100,
                    PodAffinityTerm = new()
                    {
                        TopologyKey = "kubernetes.io/hostname",
                        LabelSelector = new() { MatchLabels = names.Selector(workload) },
                    },
                },
            ],
        },
    };

    private V1TopologySpreadConstraint Spread(Workload workload) => new()
    {
        MaxSkew = 1,
        TopologyKey = "topology.kubernetes.io/zone",
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new() { MatchLabels = names.Selector(workload) },
    };
}

using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Policies;

internal static class WorkloadPolicies
{
    private static readonly string[] Guided = ["pawpal-backend", "pawpal-frontend", "pawpal-gateway"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.Each("A Deployment is updated one by one", "Deployment",
            one => $"{one.At("spec.strategy.type")}" == "RollingUpdate",
            one => one.At("spec.strategy")!["type"] = "Recreate"),
        new("A Deployment runs at least twice",
            cluster => cluster.Of("Deployment").Where(one => Replicas(cluster, one) < 2).Select(Cluster.Named),
            cluster =>
            {
                foreach (var one in cluster.Of("Deployment"))
                    one["spec"]!["replicas"] = 1;
            }),
        new("Replicas are not stated where an autoscaler decides",
            cluster => cluster.Of("Deployment")
                .Where(one => Scaler(cluster, one) is not null && one.At("spec.replicas") is not null)
                .Select(Cluster.Named),
            cluster => AutoscaledOrAdded(cluster)["spec"]!["replicas"] = 3),
        new("An autoscaler has a target that is there, and two replicas or more",
            cluster => cluster.Of("HorizontalPodAutoscaler").Where(one =>
                cluster.Find($"{one.At("spec.scaleTargetRef.kind")}", $"{one.At("spec.scaleTargetRef.name")}") is null
                || (int)one.At("spec.minReplicas")! < 2
                || (int)one.At("spec.maxReplicas")! < (int)one.At("spec.minReplicas")!).Select(Cluster.Named),
            cluster => cluster.Add(Autoscaler("nobody"))),
        new("Pods of a workload that goes on keep apart from each other",
            cluster => cluster.Lasting.Where(one => Cluster.Pod(one).At("affinity.podAntiAffinity") is null)
                .Select(Cluster.Named),
            cluster => Cluster.Pod(cluster.Lasting.First()).Remove("affinity")),
        Policy.Each("Pods of a Deployment are spread over zones", "Deployment",
            one => one.At("spec.template.spec.topologySpreadConstraints") is JsonArray { Count: > 0 },
            one => one.At("spec.template.spec")!.Remove("topologySpreadConstraints")),
        new("A selector chooses its own pods and no others",
            cluster => cluster.Lasting.Where(one =>
                cluster.Chosen(one.At("spec.selector.matchLabels")).ToArray() is not [var only] || only != one)
                .Select(Cluster.Named),
            cluster => Cluster.PodLabels(cluster.Lasting.First())["app.kubernetes.io/name"] = "other"),
        new("A workload that goes on has a budget that lets a node be emptied",
            cluster => cluster.Lasting.Where(one => !cluster.Of("PodDisruptionBudget").Any(budget =>
                (int?)budget.At("spec.maxUnavailable") >= 1
                && $"{budget.At("spec.unhealthyPodEvictionPolicy")}" == "AlwaysAllow"
                && cluster.Chosen(budget.At("spec.selector.matchLabels")).Contains(one))).Select(Cluster.Named),
            cluster => cluster.Of("PodDisruptionBudget").First()["spec"]!["maxUnavailable"] = 0),
        new("A StatefulSet names a headless service that is there",
            cluster => cluster.Of("StatefulSet").Where(one =>
                $"{cluster.Find("Service", $"{one.At("spec.serviceName")}").At("spec.clusterIP")}" != "None")
                .Select(Cluster.Named),
            cluster =>
            {
                var set = cluster.Of("Deployment").First();
                set["kind"] = "StatefulSet";
                set["spec"]!["serviceName"] = "nowhere";
            }),
        new("What the guide runs three to ten times does so",
            cluster => cluster.Of("HorizontalPodAutoscaler")
                .Where(one => Guided.Contains($"{one.At("metadata.name")}")
                    && ((int)one.At("spec.minReplicas")! < 3 || (int)one.At("spec.maxReplicas")! != 10
                        || (int?)one.At("spec.behavior.scaleDown.stabilizationWindowSeconds") is null or < 60))
                .Select(Cluster.Named)
                .Concat(Guided.Where(name => cluster.Find("Deployment", name) is not null
                    && cluster.Find("HorizontalPodAutoscaler", name) is null)),
            cluster =>
                cluster.Find("HorizontalPodAutoscaler", Guided[0])!["spec"]!["minReplicas"] = 2) { Sample = "pawpal" },
        new("Two mounts of a container have different places, and every mount has its volume",
            cluster => cluster.Workloads.Where(one => Mounts(one)).Select(Cluster.Named),
            cluster => Cluster.Pod(cluster.Workloads.First()).Remove("volumes")),
    ];

    private static bool Mounts(JsonNode workload)
    {
        var spec = Cluster.Pod(workload);
        var names = (spec["volumes"]?.AsArray() ?? []).Select(volume => $"{volume!["name"]}")
            .Concat((workload.At("spec.volumeClaimTemplates")?.AsArray() ?? [])
                .Select(claim => $"{claim.At("metadata.name")}"))
            .ToHashSet();
        return spec["containers"]!.AsArray().Concat(spec["initContainers"]?.AsArray() ?? []).Any(container =>
        {
            var mounts = container!["volumeMounts"]!.AsArray();
            return mounts.Any(mount => !names.Contains($"{mount!["name"]}"))
                || mounts.DistinctBy(mount => $"{mount!["mountPath"]}").Count() != mounts.Count;
        });
    }

    private static JsonNode? Scaler(Cluster cluster, JsonNode deployment) =>
        cluster.Of("HorizontalPodAutoscaler").FirstOrDefault(one =>
            $"{one.At("spec.scaleTargetRef.name")}" == $"{deployment.At("metadata.name")}");

    private static int Replicas(Cluster cluster, JsonNode deployment) => (int)(
        Scaler(cluster, deployment).At("spec.minReplicas") ?? deployment.At("spec.replicas") ?? 1);

    private static JsonNode AutoscaledOrAdded(Cluster cluster)
    {
        var deployment = cluster.Of("Deployment").First();
        if (Scaler(cluster, deployment) is null)
            cluster.Add(Autoscaler($"{deployment.At("metadata.name")}"));
        return deployment;
    }

    private static string Autoscaler(string target) =>
        $$"""
        {"kind": "HorizontalPodAutoscaler", "metadata": {"name": "{{target}}" }, "spec": {"minReplicas": 2,
        "maxReplicas": 3, "scaleTargetRef": {"kind": "Deployment", "name": "{{target}}"} } }
        """;
}

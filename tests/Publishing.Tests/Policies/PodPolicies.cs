using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Policies;

internal static class PodPolicies
{
    public static IReadOnlyList<Policy> All { get; } =
    [
        Pod("A pod takes no credentials of the cluster",
            pod => pod["automountServiceAccountToken"] is { } mounted && !(bool)mounted,
            pod => pod.Remove("automountServiceAccountToken")),
        new("A pod runs under an account of its own",
            cluster => cluster.Workloads.Where(one =>
                cluster.Find("ServiceAccount", $"{Cluster.Pod(one)["serviceAccountName"]}") is null
                || cluster.Workloads.Count(other => $"{Cluster.Pod(other)["serviceAccountName"]}"
                    == $"{Cluster.Pod(one)["serviceAccountName"]}") > 1).Select(Cluster.Named),
            cluster => Cluster.Pod(cluster.Workloads.First())["serviceAccountName"] = "default"),
        Pod("A pod takes nothing of its node",
            pod => pod["hostNetwork"] is null && pod["hostPID"] is null && pod["hostIPC"] is null
                && (pod["volumes"]?.AsArray() ?? []).All(volume => volume!["hostPath"] is null),
            pod => pod["hostNetwork"] = true),
        Pod("A pod is not root and has the runtime's filter of system calls",
            pod => (bool?)pod.At("securityContext.runAsNonRoot") == true
                && $"{pod.At("securityContext.seccompProfile.type")}" == "RuntimeDefault",
            pod => pod["securityContext"]!.Remove("seccompProfile")),
        Pod("Scratch folders have a limit",
            pod => (pod["volumes"]?.AsArray() ?? []).All(volume =>
                volume!["emptyDir"] is null || volume.At("emptyDir.sizeLimit") is not null),
            pod => pod["volumes"]!.AsArray().First(volume => volume!["emptyDir"] is not null)!["emptyDir"]!.Remove("sizeLimit")),
        new("A service's pod leaves the proxies before it stops, and has time for both",
            cluster => cluster.Of("Deployment").Where(one =>
            {
                var pod = one.At("spec.template.spec")!;
                var stop = (int?)pod["containers"]![0].At("lifecycle.preStop.sleep.seconds") ?? 0;
                return stop < 5 || (int)pod["terminationGracePeriodSeconds"]! < stop + 30;
            }).Select(Cluster.Named),
            cluster => cluster.Of("Deployment").First().At("spec.template.spec")!["terminationGracePeriodSeconds"] = 30),
        new("A change of configuration starts pods anew",
            cluster => cluster.Workloads.Where(one =>
                Cluster.Template(one).At("metadata.annotations")?["checksum/config"] is null).Select(Cluster.Named),
            cluster => Cluster.Template(cluster.Workloads.First())["metadata"].Remove("annotations")),
        new("Every pod has a network policy that decides in and out",
            cluster => cluster.Workloads.Where(one => !cluster.Of("NetworkPolicy").Any(policy =>
                policy.At("spec.podSelector.matchLabels") is { } labels && cluster.Chosen(labels).Contains(one)
                && policy.At("spec.policyTypes")!.AsArray().Count == 2)).Select(Cluster.Named),
            cluster => cluster.Of("NetworkPolicy").First(policy =>
                policy.At("spec.podSelector.matchLabels") is { } labels && cluster.Chosen(labels).Any())
                .At("spec.policyTypes")!.AsArray().RemoveAt(1)),
        new("What no policy allows is denied",
            cluster => cluster.Of("NetworkPolicy").Any(policy =>
                policy.At("spec.podSelector")!.AsObject().Count == 0 && policy.At("spec.ingress") is null
                && policy.At("spec.egress") is null && policy.At("spec.policyTypes")!.AsArray().Count == 2)
                ? []
                : ["no policy denies by default"],
            cluster => cluster.Of("NetworkPolicy").First()["spec"]!["ingress"] = new JsonArray(new JsonObject())),
    ];

    private static Policy Pod(string rule, Func<JsonNode, bool> holds, Action<JsonNode> breakOne) =>
        Policy.Each(rule, cluster => cluster.Pods, holds, breakOne);
}

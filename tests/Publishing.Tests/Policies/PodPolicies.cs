using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Policies;

internal static class PodPolicies
{
    private static readonly string[] AllowedVolumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        Pod("A pod takes no credentials of the cluster",
            pod => pod["automountServiceAccountToken"] is { } mounted && !(bool)mounted,
            pod => pod.Remove("automountServiceAccountToken")),
        Policy.Each("An account gives no credentials of the cluster", "ServiceAccount",
            one => one["automountServiceAccountToken"] is { } mounted && !(bool)mounted,
            one => one.Remove("automountServiceAccountToken")),
        new("A claim that a pod names is there",
            cluster => cluster.Pods.Where(pod => pod.Spec.Items("volumes")
                .Select(volume => volume.At("persistentVolumeClaim.claimName")).OfType<JsonNode>()
                // The one with the application's files is named by the values and made by others.
                .Any(claim => $"{claim}" != "care-files" && cluster.Find("PersistentVolumeClaim", $"{claim}") is null))
                .Select(pod => pod.Name),
            cluster => cluster.RemoveAll(one => $"{one["kind"]}" == "PersistentVolumeClaim")) { Sample = "care" },
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
        Pod("Only volumes that the strictest level allows",
            pod => (pod["volumes"]?.AsArray() ?? []).All(volume =>
                volume!.AsObject().All(member => member.Key == "name" || AllowedVolumes.Contains(member.Key))),
            pod => pod["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "x", ["nfs"] = new JsonObject() })),
        Pod("Scratch folders have a limit",
            pod => (pod["volumes"]?.AsArray() ?? []).All(volume =>
                volume!["emptyDir"] is null || volume.At("emptyDir.sizeLimit") is not null),
            pod => pod["volumes"]!.AsArray()
                .First(volume => volume!["emptyDir"] is not null)!["emptyDir"]!.Remove("sizeLimit")),
        new("A service's pod leaves the proxies before it stops, and has time for both",
            cluster => cluster.Of("Deployment").Where(one =>
            {
                var pod = one.At("spec.template.spec")!;
                var stop = (int?)pod["containers"]![0].At("lifecycle.preStop.sleep.seconds") ?? 0;
                return stop < 5 || (int)pod["terminationGracePeriodSeconds"]! < stop + 30;
            }).Select(Cluster.Named),
            cluster => cluster.Of("Deployment").First()
                .At("spec.template.spec")!["terminationGracePeriodSeconds"] = 30),
        new("Another configuration, and another shape of secrets, start pods anew",
            cluster => cluster.Workloads.Where(one =>
                Cluster.Template(one).At("metadata.annotations")?["checksum/config"] is null
                || Cluster.Template(one).At("metadata.annotations")?["checksum/secrets"] is null).Select(Cluster.Named),
            cluster => Cluster.Template(cluster.Workloads.First())["metadata"].Remove("annotations")),
    ];

    private static Policy Pod(string rule, Func<JsonNode, bool> holds, Action<JsonNode> breakOne) =>
        Policy.Each(rule, cluster => cluster.Pods, holds, breakOne);
}

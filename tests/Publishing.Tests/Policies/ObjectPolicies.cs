using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PawPal.Publishing.Tests.Policies;

internal static partial class ObjectPolicies
{
    private static readonly string[] Recommended =
    [
        "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/part-of",
        "app.kubernetes.io/managed-by",
    ];

    private static readonly string[] Amounts = ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

    private static readonly string[] Modes = ["enforce", "audit", "warn"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        Object("The recommended labels, in valid form",
            one => Array.TrueForAll(Recommended, label => one.At("metadata.labels")?[label] is not null)
                && one.At("metadata.labels")!.AsObject().All(label => LabelValue.IsMatch($"{label.Value}")),
            one => one.At("metadata.labels")!.Remove("app.kubernetes.io/part-of")),
        Object("A name that is a DNS label", one => Label.IsMatch($"{one.At("metadata.name")}"),
            one => one["metadata"]!["name"] = "Not.A_Label"),
        // The Prometheus operator has no stabler version of this kind.
        Object("A stable version of the API",
            one => $"{one["kind"]}" == "AlertmanagerConfig"
                || (!$"{one["apiVersion"]}".Contains("alpha") && !$"{one["apiVersion"]}".Contains("beta")),
            one => one["apiVersion"] = "batch/v1beta1"),
        new("No object twice",
            cluster => cluster.Objects.GroupBy(Cluster.Named)
                .Where(twins => twins.Count() > 1).Select(twins => twins.Key),
            cluster => cluster.Add(cluster.Objects[0].ToJsonString())),
        Policy.Each("The namespace holds all to the strictest level", "Namespace",
            one => Array.TrueForAll(Modes, mode =>
                $"{one.At("metadata.labels")?[$"pod-security.kubernetes.io/{mode}"]}" == "restricted"),
            one => one.At("metadata.labels")!["pod-security.kubernetes.io/warn"] = "baseline"),
        new("The namespace has a quota and limits",
            cluster => cluster.Of("ResourceQuota").Any() && cluster.Of("LimitRange").Any()
                ? [] : ["quota or limits are missing"],
            cluster => cluster.RemoveAll(one => $"{one["kind"]}" == "LimitRange")),
        new("A service has pods and ports that are there, and none of the node",
            cluster => cluster.Of("Service").Where(one => !Fits(cluster, one)).Select(Cluster.Named),
            cluster => cluster.Of("Service").First(one => one.At("spec.ports") is not null)
                .At("spec.ports")![0]!["targetPort"] = "nowhere"),
        new("An ingress has its class, a certificate, and a service with that port",
            cluster => cluster.Of("Ingress").Where(one => !Leads(cluster, one)).Select(Cluster.Named),
            cluster => cluster.Of("Ingress").First()["spec"]!.Remove("ingressClassName")),
        new("No secret stands where it can be read",
            cluster => Plain(cluster).Where(variable => SecretName.IsMatch(variable.Name)
                && !variable.Value.StartsWith("$(", StringComparison.Ordinal)).Select(variable => variable.Where),
            cluster => cluster.Of("ConfigMap").First()["data"]!["DB_PASSWORD"] = "hunter2"),
        new("Every reference to a Secret or ConfigMap leads to one",
            cluster => cluster.Containers.Where(one => !References(cluster, one.Spec)).Select(one => one.Name),
            cluster => cluster.RemoveAll(one => $"{one["kind"]}" is "ConfigMap" or "Secret")),
        new("Names of settings are such as a kubelet takes",
            cluster => cluster.Of("ConfigMap").SelectMany(one => one["data"]!.AsObject())
                .Concat(cluster.Of("Secret").SelectMany(one => one["stringData"]!.AsObject()))
                .Select(entry => entry.Key).Where(key => !Key.IsMatch(key)),
            cluster => cluster.Of("ConfigMap").First()["data"]!["a b"] = ""),
        new("The quota holds all pods at their largest, and one more of each while they are updated",
            cluster => Amounts.Where(amount => Asked(cluster, amount)
                    > Number(cluster.Of("ResourceQuota").First().At("spec.hard")![amount]))
                .Concat(cluster.Workloads.Sum(one => Most(cluster, one) + 1)
                    > Number(cluster.Of("ResourceQuota").First().At("spec.hard.pods")) ? ["pods"] : []),
            cluster => cluster.Of("ResourceQuota").First().At("spec.hard")!["requests.memory"] = "1Gi"),
    ];

    private static bool Fits(Cluster cluster, JsonNode service)
    {
        var pods = cluster.Chosen(service.At("spec.selector")).ToArray();
        var ports = pods.SelectMany(pod => Cluster.Pod(pod)["containers"]![0]!["ports"]?.AsArray() ?? [])
            .Select(port => $"{port!["name"]}").ToHashSet();
        return pods.Length == 1 && $"{service.At("spec.type")}" == "ClusterIP"
            && (service.At("spec.ports")?.AsArray() ?? []).All(port => ports.Contains($"{port!["targetPort"]}"));
    }

    private static bool Leads(Cluster cluster, JsonNode ingress) =>
        ingress.At("spec.ingressClassName") is not null && ingress.At("spec.tls")?.AsArray() is { Count: > 0 } tls
        && cluster.Find("Certificate", $"{tls[0]!["secretName"]}") is not null
        && ingress.At("spec.rules")!.AsArray().All(rule => rule!["host"] is not null
            && rule.At("http.paths")!.AsArray().All(path =>
                cluster.Find("Service", $"{path.At("backend.service.name")}").At("spec.ports")?.AsArray() is { } ports
                && ports.Any(port => $"{port!["name"]}" == $"{path.At("backend.service.port.name")}")));

    private static IEnumerable<(string Where, string Name, string Value)> Plain(Cluster cluster) =>
        cluster.Of("ConfigMap").SelectMany(map => map["data"]!.AsObject().Select(value =>
            ($"{Cluster.Named(map)}: {value.Key}", value.Key, $"{value.Value}")))
        .Concat(cluster.Containers.SelectMany(one => (one.Spec["env"]?.AsArray() ?? [])
            .Where(variable => variable!["value"] is not null)
            .Select(variable => ($"{one.Name}: {variable!["name"]}", $"{variable["name"]}", $"{variable["value"]}"))));

    private static bool References(Cluster cluster, JsonNode container) =>
        (container["env"]?.AsArray() ?? []).Select(variable => variable.At("valueFrom.secretKeyRef")).OfType<JsonNode>()
            .All(key => HasKey(cluster, $"{key["name"]}", $"{key["key"]}"))
        && (container["envFrom"]?.AsArray() ?? []).All(source =>
            cluster.Find("ConfigMap", $"{source.At("configMapRef.name")}") is not null);

    // A Secret is written, fetched from elsewhere, or made by the operator of a database.
    private static bool HasKey(Cluster cluster, string secret, string key) =>
        cluster.Find("Secret", secret).At("stringData")?[key] is not null
        || cluster.Find("ExternalSecret", secret).Items("spec.data").Any(one => $"{one["secretKey"]}" == key)
        || cluster.Of("Cluster").Any(one => secret == $"{one.At("metadata.name")}-app" && key == "password");

    private static Policy Object(string rule, Func<JsonNode, bool> holds, Action<JsonNode> breakOne) => Policy.Each(
        rule, cluster => cluster.Objects.Select(one => (Cluster.Named(one), one)), holds, breakOne);

    private static decimal Asked(Cluster cluster, string amount) => cluster.Workloads.Sum(one =>
        (Most(cluster, one) + 1) * Cluster.ContainersOf(Cluster.Pod(one)).Max(container =>
            Number(container["resources"].At(amount))));

    private static int Most(Cluster cluster, JsonNode workload) =>
        (int?)cluster.Find("HorizontalPodAutoscaler", $"{workload.At("metadata.name")}").At("spec.maxReplicas")
        ?? (int?)workload.At("spec.replicas") ?? 1;

    private static decimal Number(JsonNode? quantity) => new k8s.Models.ResourceQuantity($"{quantity}").ToDecimal();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,253}\z", RegexOptions.None, 1000)]
    private static partial Regex Key { get; }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label { get; }

    [GeneratedRegex(@"\A([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValue { get; }

    [GeneratedRegex("(?i)(password|secret|token|api_?key)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretName { get; }
}

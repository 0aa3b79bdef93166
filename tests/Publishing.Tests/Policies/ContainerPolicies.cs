using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PawPal.Publishing.Tests.Policies;

internal static partial class ContainerPolicies
{
    private static readonly string[] Amounts = ["cpu", "memory", "ephemeral-storage"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        Container("Requests and limits for CPU, memory and temporary files",
            one => Array.TrueForAll(Amounts, amount =>
                one.At("resources.requests")?[amount] is not null && one.At("resources.limits")?[amount] is not null),
            one => one.At("resources.limits")!.Remove("memory")),
        Container("A limit is not below its request",
            one => Array.TrueForAll(Amounts, amount => Number(one.At("resources.requests")?[amount])
                <= Number(one.At("resources.limits")?[amount])),
            one => one.At("resources.requests")!["cpu"] = "99"),
        Container("An image with a version, never the latest, and a stated pull policy",
            one => $"{one["image"]}" is var image && one["imagePullPolicy"] is not null
                && (image.Contains('@') || (image[(image.LastIndexOf('/') + 1)..].Split(':') is [_, not "latest"])),
            one => one["image"] = "example.org:5000/app"),
        Container("User and group above 10000",
            one => (int?)one.At("securityContext.runAsUser") > 10000
                && (int?)one.At("securityContext.runAsGroup") > 10000,
            one => one["securityContext"]!["runAsUser"] = 1000),
        Container("A read-only root file system",
            one => (bool?)one.At("securityContext.readOnlyRootFilesystem") == true,
            one => one["securityContext"]!["readOnlyRootFilesystem"] = false),
        Container("No way to more privileges",
            one => (bool?)one.At("securityContext.allowPrivilegeEscalation") == false
                && (bool?)one.At("securityContext.privileged") != true,
            one => one["securityContext"]!.Remove("allowPrivilegeEscalation")),
        Container("No capabilities",
            one => one.At("securityContext.capabilities.drop")?.AsArray() is [var all] && $"{all}" == "ALL"
                && one.At("securityContext.capabilities.add") is null,
            one => one.At("securityContext.capabilities")!["drop"] = new JsonArray("NET_RAW")),
        Container("The runtime's filter of system calls",
            one => $"{one.At("securityContext.seccompProfile.type")}" == "RuntimeDefault",
            one => one["securityContext"]!.Remove("seccompProfile")),
        Container("No port of the node",
            one => (one["ports"]?.AsArray() ?? []).All(port => port!["hostPort"] is null),
            one => one["ports"] = new JsonArray(new JsonObject { ["name"] = "x", ["hostPort"] = 80 })),
        Container("No variable twice",
            one => one["env"]?.AsArray() is not { } variables
                || variables.DistinctBy(variable => $"{variable!["name"]}").Count() == variables.Count,
            one => one["env"] = new JsonArray(
                new JsonObject { ["name"] = "A", ["value"] = "1" },
                new JsonObject { ["name"] = "A", ["value"] = "2" })),
        Container("What is put together comes after its parts", Ordered,
            one => one["env"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = "x$(LATER)" })),
        new("A port has a name, and no two share it",
            cluster => cluster.Containers.Where(one => (one.Spec["ports"]?.AsArray() ?? []) is var ports
                && (ports.Any(port => $"{port!["name"]}" is not { Length: > 0 and <= 15 })
                    || ports.DistinctBy(port => $"{port!["name"]}").Count() != ports.Count)).Select(one => one.Name),
            cluster => cluster.Containers.First(one => one.Spec["ports"] is not null)
                .Spec["ports"]![0]!.Remove("name")),
        new("Start, readiness and liveness are asked, and not the same",
            cluster => cluster.LastingContainers.Where(one => !AsksWell(cluster, one)).Select(one => one.Name),
            cluster =>
            {
                var one = cluster.LastingContainers.First(one => one.Spec["livenessProbe"] is not null).Spec;
                one["livenessProbe"] = one["readinessProbe"]!.DeepClone();
            }),
        new("Life does not depend on what readiness asks: another's failure kills nobody",
            cluster => cluster.LastingContainers.Where(one => one.Spec.At("livenessProbe.httpGet.path") is { } live
                && $"{live}" == $"{one.Spec.At("readinessProbe.httpGet.path")}"
                && $"{one.Spec.At("livenessProbe.httpGet.port")}" != "health").Select(one => one.Name),
            cluster =>
            {
                var one = cluster.LastingContainers
                    .First(one => one.Spec.At("readinessProbe.httpGet") is not null).Spec;
                one["livenessProbe"] = one["readinessProbe"]!.DeepClone();
            }) { Sample = "care" },
        new("What is not pulled at each start is said to be so",
            cluster => cluster.Workloads.Where(one => Cluster.ContainersOf(Cluster.Pod(one))
                .Any(container => $"{container["imagePullPolicy"]}" != "Always")
                && !$"{one.At("metadata.annotations")?["kube-score/ignore"]}".Split(',')
                    .Contains("container-image-pull-policy"))
                .Select(Cluster.Named),
            cluster => cluster.Workloads.First()["metadata"].Remove("annotations")),
        new("A probe asks a port of its container, in upper case",
            cluster => cluster.LastingContainers.Where(one => !ProbesFit(one.Spec)).Select(one => one.Name),
            cluster => cluster.LastingContainers.First(one => one.Spec["livenessProbe"] is not null)
                .Spec["livenessProbe"] =
                    new JsonObject { ["httpGet"] = new JsonObject { ["port"] = "nowhere", ["scheme"] = "https" } }),
    ];

    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];

    // A workload without an endpoint has nothing to ask; it must say so by its annotation.
    private static bool AsksWell(Cluster cluster, (string Name, JsonNode Spec) one)
    {
        var asked = Probes.Select(name => one.Spec[name]?.ToJsonString()).ToArray();
        if (asked.All(probe => probe is null))
        {
            return one.Spec["ports"] is null && cluster.Lasting.Any(owner =>
                one.Name.StartsWith($"{Cluster.Named(owner)}/", StringComparison.Ordinal)
                && $"{owner.At("metadata.annotations")?["kube-score/ignore"]}".Split(',').Contains("pod-probes"));
        }

        return asked.All(probe => probe is not null) && asked.Distinct().Count() == 3;
    }

    private static bool ProbesFit(JsonNode container)
    {
        var ports = (container["ports"]?.AsArray() ?? []).Select(port => $"{port!["name"]}").ToHashSet();
        return Array.TrueForAll(Probes, name => container[name] is not { } probe
            || ((probe.At("httpGet.port") ?? probe.At("tcpSocket.port")) is not { } port
                || (ports.Contains($"{port}") && probe.At("httpGet.scheme") is var scheme
                    && (scheme is null || $"{scheme}" is "HTTP" or "HTTPS"))));
    }

    private static decimal Number(JsonNode? quantity) => new k8s.Models.ResourceQuantity($"{quantity}").ToDecimal();

    private static bool Ordered(JsonNode container)
    {
        var known = new HashSet<string>();
        foreach (var variable in container["env"]?.AsArray() ?? [])
        {
            foreach (var name in Named($"{variable!["value"]}"))
            {
                if (!known.Contains(name))
                    return false;
            }

            known.Add($"{variable["name"]}");
        }

        return (container["args"]?.AsArray() ?? []).SelectMany(argument => Named($"{argument}")).All(known.Contains);
    }

    private static IEnumerable<string> Named(string text) =>
        Expanded.Matches(text.Replace("$$", "", StringComparison.Ordinal)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"\$\((?<name>[A-Za-z0-9_.-]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expanded { get; }

    private static Policy Container(string rule, Func<JsonNode, bool> holds, Action<JsonNode> breakOne) =>
        Policy.Each(rule, cluster => cluster.Containers, holds, breakOne);
}

using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Policies;

internal static class NetworkPolicies
{
    public static IReadOnlyList<Policy> All { get; } =
    [
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
        new("A pod may ask for names",
            cluster => cluster.Of("NetworkPolicy")
                .Where(policy => Own(cluster, policy).Any() && !policy.Items("spec.egress").Any(IsDns))
                .Select(Cluster.Named),
            cluster => cluster.Of("NetworkPolicy")
                .First(policy => Own(cluster, policy).Any())["spec"]!.Remove("egress")),
        new("What one pod may call, the other lets in, on a port it has",
            cluster => cluster.Of("NetworkPolicy").SelectMany(policy => Own(cluster, policy).SelectMany(caller =>
                policy.Items("spec.egress").SelectMany(rule => Called(cluster, rule)
                    .Where(called => !IsLetIn(cluster, caller, called, rule))
                    .Select(called => $"{Cluster.Named(caller)} to {Cluster.Named(called)}")))),
            cluster => cluster.Of("NetworkPolicy").Where(policy => policy.At("spec.ingress") is not null).ToList()
                .ForEach(policy => policy["spec"]!.Remove("ingress"))),
        new("A rule names a port",
            cluster => cluster.Of("NetworkPolicy").Where(policy => policy.Items("spec.egress")
                .Concat(policy.Items("spec.ingress")).Any(rule => !rule.Items("ports").Any())).Select(Cluster.Named),
            cluster => cluster.Of("NetworkPolicy").First(policy => policy.At("spec.egress") is not null)
                .At("spec.egress")![0]!.Remove("ports")),
    ];

    // The pods of this application that a policy is about; one for all of them is about none by itself.
    private static IEnumerable<JsonNode> Own(Cluster cluster, JsonNode policy) =>
        policy.At("spec.podSelector.matchLabels") is { } labels ? cluster.Chosen(labels) : [];

    private static bool IsDns(JsonNode rule) => rule.Items("ports").Any(port => (int)port["port"]! == 53);

    private static IEnumerable<JsonNode> Called(Cluster cluster, JsonNode rule) => rule.Items("to")
        .Where(peer => peer["namespaceSelector"] is null && peer.At("podSelector.matchLabels") is not null)
        .SelectMany(peer => cluster.Chosen(peer.At("podSelector.matchLabels")));

    private static bool IsLetIn(Cluster cluster, JsonNode caller, JsonNode called, JsonNode rule)
    {
        var ports = rule.Items("ports").Select(port => (int)port["port"]!).ToArray();
        var open = Cluster.Pod(called)["containers"]![0].Items("ports")
            .Select(port => (int)port["containerPort"]!).ToHashSet();
        var let = cluster.Of("NetworkPolicy").Where(policy => Own(cluster, policy).Contains(called))
            .SelectMany(policy => policy.Items("spec.ingress"))
            .Where(entry => entry.Items("from").Any(peer => peer.At("podSelector.matchLabels") is { } labels
                && cluster.Chosen(labels).Contains(caller)))
            .SelectMany(entry => entry.Items("ports")).Select(port => (int)port["port"]!).ToHashSet();
        return ports.All(port => open.Contains(port) && let.Contains(port));
    }
}

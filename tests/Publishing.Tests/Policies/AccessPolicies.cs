using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Policies;

internal static class AccessPolicies
{
    private static readonly string[] Looking = ["get", "list", "watch"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        new("No role reads secrets or takes more than it names",
            cluster => cluster.Of("Role").Concat(cluster.Of("ClusterRole"))
                .Where(one => one["rules"]!.ToJsonString() is var rules
                    && (rules.Contains('*') || rules.Contains("\"secrets\"")))
                .Select(Cluster.Named),
            cluster => cluster.Add(
                """{"kind": "Role", "metadata": {"name": "x"}, "rules": [{"verbs": ["*"]}]}""")),
        new("A role only looks",
            cluster => Roles(cluster).Where(one => one.Items("rules").SelectMany(rule => rule.Items("verbs"))
                .Any(verb => !Looking.Contains($"{verb}"))).Select(Cluster.Named),
            cluster => cluster.Of("Role").First()["rules"]![0]!["verbs"] = new JsonArray("create")),
        new("A role is bound, to people and not to pods",
            cluster => Roles(cluster).Where(role => !cluster.Of("RoleBinding").Any(binding =>
                $"{binding.At("roleRef.name")}" == $"{role.At("metadata.name")}"
                && binding.Items("subjects").All(subject => $"{subject["kind"]}" == "Group"))).Select(Cluster.Named),
            cluster => cluster.Of("RoleBinding").First()["subjects"]![0]!["kind"] = "ServiceAccount"),
    ];

    private static IEnumerable<JsonNode> Roles(Cluster cluster) => cluster.Of("Role").Concat(cluster.Of("ClusterRole"));
}

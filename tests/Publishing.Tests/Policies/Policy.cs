using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Policies;

/// <summary>One rule of the referees.</summary>
/// <param name="Faults">What breaks the rule; empty where it holds.</param>
/// <param name="Break">Spoils a cluster, so that the rule can be seen to notice.</param>
internal sealed record Policy(string Rule, Func<Cluster, IEnumerable<string>> Faults, Action<Cluster> Break)
{
    /// <summary>The sample that has what the rule is about.</summary>
    public string Sample { get; init; } = "starter";

    public static IReadOnlyList<Policy> All { get; } =
    [
        .. WorkloadPolicies.All, .. JobPolicies.All, .. PodPolicies.All, .. ContainerPolicies.All,
        .. ObjectPolicies.All, .. NetworkPolicies.All, .. AccessPolicies.All,
    ];

    /// <summary>A rule that holds for each of many.</summary>
    public static Policy Each(
        string rule, Func<Cluster, IEnumerable<(string Name, JsonNode Spec)>> which, Func<JsonNode, bool> holds,
        Action<JsonNode> breakOne) => new(
            rule,
            cluster => which(cluster).Where(one => !holds(one.Spec)).Select(one => one.Name),
            cluster => breakOne(which(cluster).First().Spec));

    /// <summary>A rule that holds for each object of a kind.</summary>
    public static Policy Each(string rule, string kind, Func<JsonNode, bool> holds, Action<JsonNode> breakOne) => Each(
        rule, cluster => cluster.Of(kind).Select(one => (Cluster.Named(one), one)), holds, breakOne);
}

using System.Text.Json.Nodes;

namespace PawPal.Publishing.Tests.Policies;

/// <summary>All objects of one application, as a referee sees them.</summary>
internal sealed class Cluster(IReadOnlyList<JsonNode> objects)
{
    private static readonly string[] Runners = ["Deployment", "StatefulSet", "Job", "CronJob"];

    public IReadOnlyList<JsonNode> Objects => objects;

    public IEnumerable<JsonNode> Of(string kind) => objects.Where(one => $"{one["kind"]}" == kind);

    /// <summary>Deployments, StatefulSets, Jobs and CronJobs.</summary>
    public IEnumerable<JsonNode> Workloads => objects.Where(one => Runners.Contains($"{one["kind"]}"));

    /// <summary>Those that run on and on.</summary>
    public IEnumerable<JsonNode> Lasting => Workloads.Where(one => $"{one["kind"]}" is "Deployment" or "StatefulSet");

    public IEnumerable<(string Name, JsonNode Spec)> Pods => Workloads.Select(one => (Named(one), Pod(one)));

    public IEnumerable<(string Name, JsonNode Spec)> Containers => Pods.SelectMany(pod =>
        ContainersOf(pod.Spec).Select(container => ($"{pod.Name}/{container["name"]}", container)));

    public IEnumerable<(string Name, JsonNode Spec)> LastingContainers => Lasting.SelectMany(one =>
        Pod(one)["containers"]!.AsArray().Select(container => ($"{Named(one)}/{container!["name"]}", container!)));

    public JsonNode? Find(string kind, string? name) =>
        Of(kind).FirstOrDefault(one => $"{one.At("metadata.name")}" == name);

    public void Add(string json) => ((List<JsonNode>)objects).Add(JsonNode.Parse(json)!);

    public void RemoveAll(Predicate<JsonNode> which) => ((List<JsonNode>)objects).RemoveAll(which);

    public static JsonNode Template(JsonNode workload) => (workload.At("spec.jobTemplate.spec.template")
        ?? workload.At("spec.template"))!;

    public static JsonNode Pod(JsonNode workload) => Template(workload)["spec"]!;

    /// <summary>Those of a pod, the first to run included.</summary>
    public static IEnumerable<JsonNode> ContainersOf(JsonNode pod) =>
        pod["containers"]!.AsArray().Concat(pod["initContainers"]?.AsArray() ?? []).OfType<JsonNode>();

    /// <summary>The pod labels a workload gives, for selectors to be held against.</summary>
    public static JsonObject PodLabels(JsonNode workload) => Template(workload).At("metadata.labels")!.AsObject();

    /// <summary>Workloads whose pods a selector chooses; an empty selector chooses all.</summary>
    public IEnumerable<JsonNode> Chosen(JsonNode? labels) => Workloads.Where(one => labels is null
        || labels.AsObject().All(label => $"{PodLabels(one)[label.Key]}" == $"{label.Value}"));

    public static string Named(JsonNode one) => $"{one["kind"]} {one.At("metadata.name")}";
}

internal static class JsonPaths
{
    /// <summary>The node at names divided by dots; null where there is none.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
            node = node?[name];
        return node;
    }

    /// <summary>The items of a list; none where there is no list.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path) =>
        node.At(path)?.AsArray().OfType<JsonNode>() ?? [];

    public static void Remove(this JsonNode? node, string name) => node!.AsObject().Remove(name);
}

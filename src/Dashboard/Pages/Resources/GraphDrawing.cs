using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard.Pages.Resources;

/// <summary>A resource in the graph; replicas are one.</summary>
internal sealed record GraphNode(string Name, ResourceSnapshot Resource, int Replicas, int X, int Y);

/// <summary>What one resource has to do with another.</summary>
internal sealed record GraphEdge(string From, string To, IReadOnlySet<string> Types, string Path)
{
    public string Class => Types.Contains("WaitFor") ? "waits" : Types.Contains("Parent") ? "belongs" : "refers";

    public string Words => string.Join(" and ", Types.Order(StringComparer.Ordinal).Select(type => type switch
    {
        "WaitFor" => "waits for",
        "Parent" => "belongs to",
        "Reference" => "references",
        _ => type,
    }));

    public bool Touches(string node) => From == node || To == node;
}

/// <summary>The graph of resources with its places in pixels.</summary>
internal sealed record GraphDrawing(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, int Width, int Height)
{
    public const int NodeWidth = 160;
    public const int NodeHeight = 50;
    private const int PassingHeight = 14;
    private const int LayerGap = 58;
    private const int RowGap = 26;
    private const int Margin = 22;

    public static GraphDrawing Of(IReadOnlyList<ResourceSnapshot> resources)
    {
        var groups = resources.GroupBy(resource => resource.DisplayName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var relations = Relations(resources, groups);
        var layers = GraphLayout.Layers(groups.Keys, relations.Keys);
        var height = layers.Select(layer => layer.Sum(HeightOf)).DefaultIfEmpty().Max() - RowGap;
        var places = new Dictionary<string, GraphPlace>(StringComparer.Ordinal);
        foreach (var (column, layer) in layers.Index())
        {
            var y = Margin + ((height - layer.Sum(HeightOf) + RowGap) / 2);
            foreach (var name in layer)
            {
                places[name] = new GraphPlace(Margin + (column * (NodeWidth + LayerGap)), y, column);
                y += HeightOf(name);
            }
        }
        return new GraphDrawing(
            [.. groups.Select(group => new GraphNode(
                group.Key, Worst(group.Value), group.Value.Count, places[group.Key].X, places[group.Key].Y))],
            [.. relations.Select(relation => new GraphEdge(
                relation.Key.From, relation.Key.To, relation.Value, GraphPath.Of(relation.Key.From, relation.Key.To, places)))],
            (2 * Margin) + (layers.Count * NodeWidth) + (Math.Max(0, layers.Count - 1) * LayerGap),
            (2 * Margin) + height);

        int HeightOf(string name) => (groups.ContainsKey(name) ? NodeHeight : PassingHeight) + RowGap;
    }

    private static Dictionary<(string From, string To), HashSet<string>> Relations(
        IReadOnlyList<ResourceSnapshot> resources, Dictionary<string, List<ResourceSnapshot>> groups)
    {
        var sharedNames = resources.GroupBy(resource => resource.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().DisplayName, StringComparer.Ordinal);
        var relations = new Dictionary<(string From, string To), HashSet<string>>();
        foreach (var resource in resources)
        {
            foreach (var relation in resource.Relationships)
            {
                var to = sharedNames.GetValueOrDefault(relation.ResourceName, relation.ResourceName);
                if (!groups.ContainsKey(to) || to == resource.DisplayName)
                    continue;
                if (!relations.TryGetValue((resource.DisplayName, to), out var types))
                    types = relations[(resource.DisplayName, to)] = new HashSet<string>(StringComparer.Ordinal);
                types.Add(relation.Type);
            }
        }
        return relations;
    }

    // Of several replicas the one that needs attention.
    private static ResourceSnapshot Worst(List<ResourceSnapshot> replicas) => replicas.MaxBy(replica =>
        ResourceLook.Tone(replica) switch { "bad" => 4, "warn" => 3, "info" => 2, "muted" => 1, _ => 0 })!;
}

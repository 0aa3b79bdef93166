namespace PawPal.Dashboard.Pages.Resources;

/// <summary>
/// Places a graph by layers: who needs others stands left of them. Edges that close a cycle do not count for the layers;
/// within a layer, nodes are ordered by the middle of their neighbours, so that few edges cross.
/// </summary>
internal sealed class GraphLayout
{
    private const int Sweeps = 8;
    private readonly string[] _nodes;
    private readonly ILookup<string, string> _needs;
    private readonly Dictionary<string, int> _layerOf = new(StringComparer.Ordinal);

    private GraphLayout(IEnumerable<string> nodes, IEnumerable<(string From, string To)> edges)
    {
        _nodes = [.. nodes];
        var known = _nodes.ToHashSet(StringComparer.Ordinal);
        _needs = edges.Where(edge => known.Contains(edge.From) && known.Contains(edge.To) && edge.From != edge.To)
            .Distinct()
            .ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in _nodes)
            Height(node, open);
    }

    /// <summary>The layers from left to right, each with its nodes from top to bottom.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Layers(
        IEnumerable<string> nodes, IEnumerable<(string From, string To)> edges) =>
        new GraphLayout(nodes, edges).Order();

    // The longest way from here to somebody who needs nobody; that somebody stands rightmost.
    private int Height(string node, HashSet<string> open)
    {
        if (_layerOf.TryGetValue(node, out var known))
            return known;
        open.Add(node);
        var height = _needs[node].Where(next => !open.Contains(next))
            .Select(next => Height(next, open) + 1).DefaultIfEmpty(0).Max();
        open.Remove(node);
        return _layerOf[node] = height;
    }

    private List<List<string>> Order()
    {
        var layers = _nodes.GroupBy(node => _layerOf[node]).OrderByDescending(layer => layer.Key)
            .Select(layer => layer.ToList()).ToList();
        var neighbours = _needs.SelectMany(need => need.Select(to => (need.Key, to)))
            .SelectMany(edge => new[] { edge, (edge.to, edge.Key) })
            .ToLookup(edge => edge.Item1, edge => edge.Item2, StringComparer.Ordinal);
        var place = new Dictionary<string, double>(StringComparer.Ordinal);
        layers.ForEach(Note);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? layers : Enumerable.Reverse(layers))
            {
                var middle = layer.ToDictionary(
                    node => node, node => neighbours[node].Select(next => place[next]).DefaultIfEmpty(place[node]).Average(),
                    StringComparer.Ordinal);
                layer.Sort((one, other) => middle[one].CompareTo(middle[other]) is var order and not 0
                    ? order : place[one].CompareTo(place[other]));
                Note(layer);
            }
        }
        return layers;

        // Places are counted from the middle of a layer: layers differ in length.
        void Note(List<string> layer)
        {
            for (var i = 0; i < layer.Count; i++)
                place[layer[i]] = i - ((layer.Count - 1) / 2.0);
        }
    }
}

using System.Globalization;

namespace PawPal.Dashboard.Pages.Resources;

/// <summary>
/// Places a graph by layers: who needs others stands left of them. Edges that close a cycle do not count for the layers.
/// An edge over several layers keeps a place in each of them, so that it passes between the nodes there; within a layer
/// all is ordered by the middle of its neighbours, so that few edges cross.
/// </summary>
internal sealed class GraphLayout
{
    private const int Sweeps = 8;
    private readonly ILookup<string, string> _needs;
    private readonly Dictionary<string, int> _height = new(StringComparer.Ordinal);
    private readonly List<List<string>> _layers;
    private readonly List<(string One, string Other)> _steps = [];
    private readonly Dictionary<string, double> _place = new(StringComparer.Ordinal);

    private GraphLayout(IReadOnlyCollection<string> nodes, IEnumerable<(string From, string To)> edges)
    {
        var known = nodes.ToHashSet(StringComparer.Ordinal);
        var all = edges.Where(edge => known.Contains(edge.From) && known.Contains(edge.To) && edge.From != edge.To)
            .Distinct().ToList();
        _needs = all.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
            Height(node, open);
        var top = _height.Values.DefaultIfEmpty(-1).Max();
        _layers = [.. Enumerable.Range(0, top + 1).Select(layer =>
            nodes.Where(node => _height[node] == top - layer).ToList())];
        foreach (var (from, to) in all)
            Route(from, to);
        Order();
    }

    /// <summary>
    /// The layers from left to right, each from top to bottom. What is no node is the place of an edge that passes:
    /// see <see cref="PassingName"/>.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Layers(
        IReadOnlyCollection<string> nodes, IEnumerable<(string From, string To)> edges) =>
        new GraphLayout(nodes, edges)._layers;

    /// <summary>What the place of an edge in a layer between its ends is called.</summary>
    public static string PassingName(string from, string to, int layer) =>
        string.Create(CultureInfo.InvariantCulture, $"{from}\0{to}\0{layer}");

    // The longest way from here to somebody who needs nobody; that somebody stands rightmost.
    private int Height(string node, HashSet<string> open)
    {
        if (_height.TryGetValue(node, out var known))
            return known;
        open.Add(node);
        var height = _needs[node].Where(next => !open.Contains(next))
            .Select(next => Height(next, open) + 1).DefaultIfEmpty(0).Max();
        open.Remove(node);
        return _height[node] = height;
    }

    private void Route(string from, string to)
    {
        var (first, last) = (_layers.Count - 1 - _height[from], _layers.Count - 1 - _height[to]);
        var before = from;
        for (var layer = first + 1; layer < last; layer++)
        {
            var passing = PassingName(from, to, layer);
            _layers[layer].Add(passing);
            _steps.Add((before, passing));
            before = passing;
        }
        _steps.Add((before, to));
    }

    private void Order()
    {
        var neighbours = _steps.SelectMany(step => new[] { step, (One: step.Other, Other: step.One) })
            .ToLookup(step => step.One, step => step.Other, StringComparer.Ordinal);
        _layers.ForEach(Note);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? _layers : Enumerable.Reverse(_layers))
            {
                var middle = layer.ToDictionary(
                    node => node,
                    node => neighbours[node].Select(next => _place[next]).DefaultIfEmpty(_place[node]).Average(),
                    StringComparer.Ordinal);
                layer.Sort((one, other) => middle[one].CompareTo(middle[other]) is var order and not 0
                    ? order
                    : _place[one].CompareTo(_place[other]));
                Note(layer);
            }
        }
    }

    // Places are counted from the middle of a layer: layers differ in length.
    private void Note(List<string> layer)
    {
        for (var i = 0; i < layer.Count; i++)
            _place[layer[i]] = i - ((layer.Count - 1) / 2.0);
    }
}

using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard.Pages.Resources;

/// <summary>A line of the table: one resource, or the replicas of one name together.</summary>
/// <param name="Key">The resource's unique name, or the name the replicas share.</param>
/// <param name="Members">One resource, or all replicas.</param>
/// <param name="Depth">0 at the edge; below its parent or its replicas' common line one more.</param>
public sealed record ResourceRow(string Key, IReadOnlyList<ResourceSnapshot> Members, int Depth, bool HasRowsBelow, bool IsOpen)
{
    public bool IsGroup => Members.Count > 1;

    public ResourceSnapshot First => Members[0];
}

/// <summary>Orders resources for the table: children below their parent, replicas below their common name.</summary>
internal sealed class ResourceRows
{
    private readonly List<IGrouping<string, ResourceSnapshot>> _groups;
    private readonly ILookup<string, IGrouping<string, ResourceSnapshot>> _children;
    private readonly IReadOnlySet<string> _collapsed;
    private readonly List<ResourceRow> _rows = [];
    private readonly HashSet<string> _placed = new(StringComparer.OrdinalIgnoreCase);

    private ResourceRows(IEnumerable<ResourceSnapshot> resources, IReadOnlySet<string> collapsed)
    {
        _collapsed = collapsed;
        _groups = [.. resources.GroupBy(resource => resource.DisplayName, StringComparer.OrdinalIgnoreCase)];
        var names = _groups.SelectMany(group => group.Select(member => (member.Name, group.Key)).Append((Name: group.Key, group.Key)))
            .DistinctBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(pair => pair.Name, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
        _children = _groups.ToLookup(
            group => ResourceLook.Parent(group.First()) is { } parent && names.TryGetValue(parent, out var known) && known != group.Key
                ? known
                : "",
            StringComparer.OrdinalIgnoreCase);
    }

    public static IReadOnlyList<ResourceRow> Of(IEnumerable<ResourceSnapshot> resources, IReadOnlySet<string> collapsed)
    {
        var rows = new ResourceRows(resources, collapsed);
        rows.Place("", 0);
        // Parents in a circle hang on nothing.
        foreach (var left in rows._groups.Where(group => !rows._placed.Contains(group.Key)).ToList())
            rows.Place(left, 0);
        return rows._rows;
    }

    private void Place(string parent, int depth)
    {
        foreach (var group in _children[parent])
            Place(group, depth);
    }

    private void Place(IGrouping<string, ResourceSnapshot> group, int depth)
    {
        if (!_placed.Add(group.Key))
            return;
        var members = group.ToList();
        var isOpen = !_collapsed.Contains(group.Key);
        var hasBelow = members.Count > 1 || _children[group.Key].Any();
        _rows.Add(new ResourceRow(members.Count > 1 ? group.Key : members[0].Name, members, depth, hasBelow, isOpen));
        if (!isOpen)
        {
            Hide(group.Key);
            return;
        }
        if (members.Count > 1)
            _rows.AddRange(members.Select(member => new ResourceRow(member.Name, [member], depth + 1, false, true)));
        Place(group.Key, depth + 1);
    }

    private void Hide(string parent)
    {
        foreach (var child in _children[parent])
            if (_placed.Add(child.Key))
                Hide(child.Key);
    }
}

using Microsoft.AspNetCore.Components;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Pages.Metrics;

public sealed partial class TagFilters
{
    private const int MostValues = 60;

    /// <summary>The tags there are and their values.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tags { get; set; } = default!;

    [Parameter, EditorRequired]
    public TagFilter Chosen { get; set; } = TagFilter.All;

    [Parameter]
    public EventCallback<TagFilter> OnChange { get; set; }

    /// <summary>Reads <c>tag:value</c> texts of an address.</summary>
    internal static TagFilter Read(string[]? texts) => new()
    {
        Values = (texts ?? []).Select(text => text.Split(':', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => Uri.UnescapeDataString(parts[0]), parts => Uri.UnescapeDataString(parts[1]), StringComparer.Ordinal)
            .ToDictionary(
                tag => tag.Key, tag => (IReadOnlySet<string>)tag.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
    };

    internal static string[] Write(TagFilter filter) =>
    [
        .. filter.Values.SelectMany(
            tag => tag.Value, (tag, value) => $"{Uri.EscapeDataString(tag.Key)}:{Uri.EscapeDataString(value)}"),
    ];

    // The first press says "only this one": that is what somebody wants of one value among many.
    private Task ToggleAsync(string tag, string value, IReadOnlyList<string> all)
    {
        var chosen = Chosen.Values.GetValueOrDefault(tag)?.ToHashSet(StringComparer.Ordinal);
        if (chosen is null)
            chosen = all.Count > 2 ? [value] : [.. all.Where(other => other != value)];
        else if (!chosen.Remove(value))
            chosen.Add(value);
        return SetAsync(tag, chosen.Count == 0 || chosen.Count == all.Count ? null : chosen);
    }

    private Task SetAsync(string tag, HashSet<string>? values)
    {
        var all = Chosen.Values.ToDictionary(StringComparer.Ordinal);
        all.Remove(tag);
        if (values is not null)
            all[tag] = values;
        return OnChange.InvokeAsync(new TagFilter { Values = all });
    }
}

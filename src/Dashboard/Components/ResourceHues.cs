using System.Collections.Concurrent;
using System.Globalization;

namespace PawPal.Dashboard.Components;

/// <summary>One colour per service, the same on every page. The first ten differ from each other.</summary>
internal sealed class ResourceHues
{
    private const int Hues = 10;
    private readonly ConcurrentDictionary<string, int> _order = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The CSS class of the service's colour.</summary>
    public string Of(string service) =>
        string.Create(CultureInfo.InvariantCulture, $"hue-{_order.GetOrAdd(service, _ => _order.Count) % Hues}");
}

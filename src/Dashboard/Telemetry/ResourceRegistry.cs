namespace PawPal.Dashboard.Telemetry;

/// <summary>The resources that have sent telemetry.</summary>
public sealed class ResourceRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Instance), TelemetryResource> _resources = [];
    private readonly TelemetryLimits _limits;
    private long _refused;

    internal ResourceRegistry(TelemetryLimits limits) => _limits = limits;

    /// <summary>Tells of new resources.</summary>
    public TelemetryChanges Changes { get; } = new();

    /// <summary>How often telemetry was refused because its resource would have been one too many.</summary>
    public long Dropped => Interlocked.Read(ref _refused);

    /// <summary>All, by name.</summary>
    public IReadOnlyList<TelemetryResource> All()
    {
        lock (_gate)
            return [.. _resources.Values.OrderBy(r => r.FullName, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those that a name of a filter or a link means.</summary>
    public IReadOnlyList<TelemetryResource> Named(string name) => [.. All().Where(r => r.IsNamed(name))];

    /// <summary>The resource with these attributes; null when there are too many already.</summary>
    internal TelemetryResource? Get(AttributeList attributes)
    {
        var service = attributes["service.name"] is { Length: > 0 } given ? given : "unknown_service";
        var key = (service, attributes["service.instance.id"] ?? "");
        TelemetryResource? known;
        lock (_gate)
        {
            if (_resources.TryGetValue(key, out known))
                return known;
            if (_resources.Count >= _limits.MaxResourceCount)
            {
                Interlocked.Increment(ref _refused);
                return null;
            }

            known = _resources[key] = new TelemetryResource(service, key.Item2, attributes);
            NameInstances(service);
        }

        Changes.Notify();
        return known;
    }

    private void NameInstances(string service)
    {
        var instances = _resources.Values.Where(r => r.ServiceName == service).ToList();
        foreach (var instance in instances)
            instance.DisplayName = instances.Count > 1 ? instance.FullName : service;
    }
}

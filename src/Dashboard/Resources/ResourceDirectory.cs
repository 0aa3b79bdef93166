using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Resources;

/// <summary>How things stand between the dashboard and the AppHost.</summary>
public enum ConnectionState
{
    /// <summary>No AppHost is configured: telemetry only.</summary>
    NotConfigured,

    /// <summary>Not connected yet, or not any more; it is tried again and again.</summary>
    Connecting,

    /// <summary>The resources are those of now.</summary>
    Connected,
}

/// <summary>The resources of the running model. Safe for all threads.</summary>
public sealed class ResourceDirectory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceSnapshot> _resources = new(StringComparer.Ordinal);

    /// <summary>Tells of changed resources and of a changed connection.</summary>
    public TelemetryChanges Changes { get; } = new();

    /// <summary>How things stand with the AppHost.</summary>
    public ConnectionState Connection { get; private set; } = ConnectionState.NotConfigured;

    /// <summary>Why there is no connection, in one line; null when there is one.</summary>
    public string? ConnectionProblem { get; private set; }

    /// <summary>The name of the AppHost; empty until it said it.</summary>
    public string ApplicationName { get; private set; } = "";

    /// <summary>All resources by name, hidden ones too. After a lost connection the last that were known.</summary>
    public IReadOnlyList<ResourceSnapshot> All()
    {
        lock (_gate)
            return [.. _resources.Values.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The resource of this name; null when there is none.</summary>
    public ResourceSnapshot? Find(string name)
    {
        lock (_gate)
            return _resources.GetValueOrDefault(name);
    }

    internal void SetConnection(ConnectionState state, string? problem)
    {
        (Connection, ConnectionProblem) = (state, problem);
        Changes.Notify();
    }

    internal void SetApplicationName(string name) => ApplicationName = name;

    internal void Reset(IEnumerable<ResourceSnapshot> resources)
    {
        lock (_gate)
        {
            _resources.Clear();
            foreach (var resource in resources)
                _resources[resource.Name] = resource;
        }

        Changes.Notify();
    }

    internal void Upsert(ResourceSnapshot resource)
    {
        lock (_gate)
            _resources[resource.Name] = resource;
        Changes.Notify();
    }

    internal void Delete(string name)
    {
        lock (_gate)
            _resources.Remove(name);
        Changes.Notify();
    }
}

using System.Collections.Concurrent;
using PawPal.Dashboard.Telemetry;
using WireResource = OpenTelemetry.Proto.Resource.V1.Resource;
using WireScope = OpenTelemetry.Proto.Common.V1.InstrumentationScope;

namespace PawPal.Dashboard.Otlp.Reading;

/// <summary>Finds the resource and the scope of what came, one instance of each.</summary>
internal sealed class ScopeReader(ResourceRegistry resources, AttributeReader attributes)
{
    private const int MaxScopes = 4_096;

    private readonly ConcurrentDictionary<InstrumentationScope, InstrumentationScope> _scopes = [];

    /// <summary>The resource; null when there are too many.</summary>
    public TelemetryResource? Resource(WireResource? resource) =>
        resources.Get(resource is null ? default : attributes.Read(resource.Attributes));

    /// <summary>The scope; beyond a bound on distinct ones they are not shared any more.</summary>
    public InstrumentationScope Scope(WireScope? scope)
    {
        var read = scope is null
            ? new InstrumentationScope("", "", default)
            : new(attributes.Shorten(scope.Name), attributes.Shorten(scope.Version), attributes.Read(scope.Attributes));
        return _scopes.TryGetValue(read, out var known) ? known
            : _scopes.Count < MaxScopes ? _scopes.GetOrAdd(read, read)
            : read;
    }
}

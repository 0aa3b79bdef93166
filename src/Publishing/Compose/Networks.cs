using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>
/// Networks: what is open to the outside, the services among themselves, and the stores. Only the first has a way out;
/// one more is for those who call the outside and are not called from there.
/// </summary>
internal sealed class Networks(Application application)
{
    public const string Edge = "edge";
    public const string Services = "services";

    private const string Stores = "stores";
    private const string Egress = "egress";

    public IReadOnlyList<string> Of(Workload workload)
    {
        var networks = new List<string>();
        if (workload.Ports.Any(port => port.IsExternal))
            networks.Add(Edge);
        if (workload.Kind != WorkloadKind.Store)
            networks.Add(Services);
        if (workload.Kind == WorkloadKind.Store
            || workload.Uses.Any(name => application.Get(name).Kind == WorkloadKind.Store))
            networks.Add(Stores);
        // A store may call a service back.
        if (workload.Kind == WorkloadKind.Store
            && workload.Uses.Any(name => application.Get(name).Kind != WorkloadKind.Store))
            networks.Add(Services);
        if (workload.CallsOutside || (workload.IsProject && application.Values.OtlpEndpoint is not null))
            networks.Add(Egress);
        return networks;
    }

    /// <summary>Where those must be who call it.</summary>
    public static string OfConsumers(Workload workload) => workload.Kind == WorkloadKind.Store ? Stores : Services;

    public JsonObject Write()
    {
        var used = application.Workloads.SelectMany(Of).ToHashSet(StringComparer.Ordinal);
        if (Telemetry.IsSent(application))
            used.UnionWith([Edge, Services]);
        return new(((string[])[Edge, Services, Stores, Egress]).Where(used.Contains).Select(name =>
            KeyValuePair.Create<string, JsonNode?>(
                name, name is Services or Stores ? new JsonObject { ["internal"] = true } : new JsonObject())));
    }
}

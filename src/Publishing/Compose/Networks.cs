using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>Three networks: what is open to the outside, the services among themselves, and the stores.</summary>
internal sealed class Networks(Application application)
{
    private const string Edge = "edge";
    private const string Services = "services";
    private const string Stores = "stores";

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
        return networks;
    }

    /// <summary>Where those must be who call it.</summary>
    public static string OfConsumers(Workload workload) => workload.Kind == WorkloadKind.Store ? Stores : Services;

    public JsonObject Write()
    {
        var used = application.Workloads.SelectMany(Of).ToHashSet(StringComparer.Ordinal);
        var networks = new JsonObject();
        foreach (var name in (string[])[Edge, Services, Stores])
        {
            if (used.Contains(name))
                networks[name] = name == Stores ? new JsonObject { ["internal"] = true } : new JsonObject();
        }

        return networks;
    }
}

using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>Gives every open endpoint a fixed port of the machine; no two get the same.</summary>
internal sealed class PublicPorts
{
    private const int First = 8080;
    private readonly Dictionary<(string Workload, int Number, string Protocol), int> _ports = [];

    public PublicPorts(Application application)
    {
        var open = application.Workloads
            .SelectMany(workload => workload.Ports.Where(port => port.IsExternal)
                .DistinctBy(port => (port.Number, port.Protocol))
                .Select(port => (Workload: workload, Port: port)))
            // Those that ask for a port come first.
            .OrderBy(open => open.Port.HostPort is null).ToArray();
        var taken = new HashSet<int>();
        foreach (var (workload, port) in open)
        {
            var wanted = port.HostPort ?? First;
            var free = Enumerable.Range(wanted, 65536 - wanted).Concat(Enumerable.Range(First, 1000)).First(taken.Add);
            _ports.Add((workload.Name, port.Number, port.Protocol), free);
        }
    }

    public IEnumerable<(int HostPort, Port Port)> Of(Workload workload) => workload.Ports
        .Where(port => port.IsExternal)
        .DistinctBy(port => (port.Number, port.Protocol))
        .Select(port => (_ports[(workload.Name, port.Number, port.Protocol)], port));
}

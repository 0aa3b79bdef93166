using System.Net;
using System.Net.Sockets;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Nothing may talk to anything, save along the references of the model.</summary>
internal sealed class NetworkPolicyWriter(Application application, ObjectNames names)
{
    private const string IngressNamespace = "ingress-nginx";
    public const string MonitoringNamespace = "monitoring";
    private const string NamespaceName = "kubernetes.io/metadata.name";
    private const int AcmeSolverPort = 8089;

    public IReadOnlyList<object> Write() =>
    [
        DenyAll(),
        .. application.Workloads.Any(workload => workload.PublicHosts.Count > 0)
            ? [AcmeSolver()]
            : Array.Empty<object>(),
        .. application.Workloads.Where(workload => workload.Kind != WorkloadKind.External).Select(Policy),
    ];

    private V1NetworkPolicy DenyAll() => Policy(
        names.Meta($"{application.Name}-deny-all"), new(), ingress: null, egress: null);

    // The certificate authority asks a pod that cert-manager starts here for a moment.
    private V1NetworkPolicy AcmeSolver() => Policy(
        NotHere(names.Meta($"{application.Name}-acme-solver")),
        Labelled("acme.cert-manager.io/http01-solver", "true"),
        ingress: [new() { FromProperty = [Namespace(IngressNamespace)], Ports = [Tcp(AcmeSolverPort)] }], egress: null);

    private V1NetworkPolicy Policy(Workload workload)
    {
        var ingress = new List<V1NetworkPolicyIngressRule>();
        foreach (var consumer in application.Workloads.Where(other =>
            other.Uses.Contains(workload.Name, StringComparer.Ordinal)))
        {
            ingress.Add(new()
            {
                FromProperty = [Pods(consumer)],
                Ports = Ports(consumer == workload ? workload.ServicePorts : workload.ConsumerPorts),
            });
        }

        if (workload.PublicHosts.Count > 0)
        {
            ingress.Add(new()
            {
                FromProperty = [Namespace(IngressNamespace)],
                Ports = Ports(workload.ServicePorts.Where(port => port.IsExternal)),
            });
        }

        if (workload.Kind == WorkloadKind.Operated)
            ingress.AddRange(OperatedWriter.Ingress(Pods(workload)));
        if (workload is { MetricsPort: { } figures, EndsByItself: false })
            ingress.Add(new() { FromProperty = [Namespace(MonitoringNamespace)], Ports = Ports([figures]) });
        var meta = names.Meta(workload.ObjectName, workload);
        return Policy(
            workload.Kind == WorkloadKind.Operated ? NotHere(meta) : meta,
            new() { MatchLabels = names.Selector(workload) }, ingress, [Dns(), .. Egress(workload)]);
    }

    private IEnumerable<V1NetworkPolicyEgressRule> Egress(Workload workload)
    {
        var jobs = application.Workloads.Where(job => job.Kind == WorkloadKind.Job
            && workload.Waits.Any(wait => wait.Until == WaitUntil.Completed && wait.Resource == job.Name));
        foreach (var used in workload.Uses.Select(application.Get).Where(used => used.ConsumerPorts.Any()))
        {
            if (used.Kind == WorkloadKind.External)
            {
                foreach (var port in used.ConsumerPorts.DistinctBy(port => port.Number))
                    yield return Outside(new(used.ExternalHost!, port.Number));
            }
            else
            {
                yield return new()
                {
                    To = [Pods(used)],
                    Ports = Ports(used == workload ? used.ServicePorts : used.ConsumerPorts),
                };
            }
        }

        // What runs before it in its own pod calls from the same address.
        foreach (var destination in jobs.Append(workload).SelectMany(one => one.Destinations).Distinct())
            yield return Outside(destination);
        if (workload.CallsOutside)
            yield return World();
        if (workload.Kind != WorkloadKind.Operated)
            yield break;
        foreach (var rule in OperatedWriter.Egress(Pods(workload), application, workload))
            yield return rule;
    }

    /// <summary>
    /// To a host outside of the application. A policy knows no names of hosts: only an address, or a service of another
    /// namespace, can be told from all others; else the port alone is.
    /// </summary>
    public static V1NetworkPolicyEgressRule Outside(Destination destination)
    {
        var words = destination.Host.Split('.');
        V1NetworkPolicyPeer? peer = IPAddress.TryParse(destination.Host.Trim('[', ']'), out var address)
            ? new()
            {
                IpBlock = new()
                {
                    Cidr = $"{address}/{(address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}",
                },
            }
            : words is [_, var space, "svc", ..] ? Namespace(space) : null;
        return new() { To = peer is null ? null : [peer], Ports = [Tcp(destination.Port)] };
    }

    // Web and mail of the world, and no address that belongs to the cluster, its nodes or their cloud.
    private static V1NetworkPolicyEgressRule World() => new()
    {
        To =
        [
            new()
            {
                IpBlock = new()
                {
                    Cidr = "0.0.0.0/0",
                    Except =
                    [
                        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                        "192.168.0.0/16",
                    ],
                },
            },
            new() { IpBlock = new() { Cidr = "::/0", Except = ["fc00::/7", "fe80::/10"] } },
        ],
        Ports = [Tcp(443), Tcp(465), Tcp(587)],
    };

    // Its pods are started by others, so that no file of ours holds them.
    private static V1ObjectMeta NotHere(V1ObjectMeta meta)
    {
        meta.Annotations = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kube-score/ignore"] = "networkpolicy-targets-pod",
            ["ignore-check.kube-linter.io/dangling-networkpolicy"] = "An operator starts the pods it chooses",
        };
        return meta;
    }

    private static V1NetworkPolicy Policy(
        V1ObjectMeta meta, V1LabelSelector pods, IList<V1NetworkPolicyIngressRule>? ingress,
        IList<V1NetworkPolicyEgressRule>? egress) => new()
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "NetworkPolicy",
            Metadata = meta,
            Spec = new()
            {
                PodSelector = pods,
                PolicyTypes = ["Ingress", "Egress"],
                Ingress = ingress is { Count: > 0 } ? ingress : null,
                Egress = egress is { Count: > 0 } ? egress : null,
            },
        };

    private static V1NetworkPolicyEgressRule Dns() => new()
    {
        To =
        [
            new()
            {
                NamespaceSelector = Labelled(NamespaceName, "kube-system"),
                PodSelector = Labelled("k8s-app", "kube-dns"),
            },
            // The cache of names on each node, where a cluster has one.
            new() { IpBlock = new() { Cidr = "169.254.20.10/32" } },
        ],
        Ports = [new() { Port = 53, Protocol = "UDP" }, new() { Port = 53, Protocol = "TCP" }],
    };

    private V1NetworkPolicyPeer Pods(Workload workload) => new()
    {
        PodSelector = new() { MatchLabels = names.Selector(workload) },
    };

    public static V1NetworkPolicyPeer Namespace(string name) => new()
    {
        NamespaceSelector = Labelled(NamespaceName, name),
    };

    private static V1LabelSelector Labelled(string label, string value) => new()
    {
        MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal) { [label] = value },
    };

    private static List<V1NetworkPolicyPort> Ports(IEnumerable<Port> ports) =>
        [.. ports.Select(port => (port.Number, port.Protocol)).Distinct().Select(port =>
            new V1NetworkPolicyPort { Port = port.Number, Protocol = port.Protocol.ToUpperInvariant() })];

    public static V1NetworkPolicyPort Tcp(int port) => new() { Port = port, Protocol = "TCP" };
}

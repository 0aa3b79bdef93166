using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Nothing may talk to anything, save along the references of the model.</summary>
internal sealed class NetworkPolicyWriter(Application application, ObjectNames names)
{
    private const string IngressNamespace = "ingress-nginx";
    private const string MonitoringNamespace = "monitoring";
    private const string NamespaceName = "kubernetes.io/metadata.name";
    private const int AcmeSolverPort = 8089;

    public IReadOnlyList<object> Write() =>
    [
        DenyAll(),
        .. application.Workloads.Any(workload => workload.PublicHosts.Count > 0)
            ? [AcmeSolver()]
            : Array.Empty<object>(),
        .. application.Workloads.Select(Policy),
    ];

    private V1NetworkPolicy DenyAll() => Policy(
        names.Meta($"{application.Name}-deny-all"), new(), ingress: null, egress: null);

    // The certificate authority asks a pod that cert-manager starts here for a moment.
    private V1NetworkPolicy AcmeSolver() => Policy(
        names.Meta($"{application.Name}-acme-solver"),
        Labelled("acme.cert-manager.io/http01-solver", "true"),
        ingress: [new() { FromProperty = [Namespace(IngressNamespace)], Ports = [Tcp(AcmeSolverPort)] }], egress: null);

    private V1NetworkPolicy Policy(Workload workload)
    {
        var ingress = new List<V1NetworkPolicyIngressRule>();
        foreach (var consumer in application.Workloads.Where(other =>
            other.Uses.Contains(workload.Name, StringComparer.Ordinal)))
            ingress.Add(new() { FromProperty = [Pods(consumer)], Ports = Ports(workload.ServicePorts) });
        if (workload.PublicHosts.Count > 0)
        {
            ingress.Add(new()
            {
                FromProperty = [Namespace(IngressNamespace)],
                Ports = Ports(workload.ServicePorts.Where(port => port.IsExternal)),
            });
        }

        if (workload is { MetricsPort: { } figures, EndsByItself: false })
            ingress.Add(new() { FromProperty = [Namespace(MonitoringNamespace)], Ports = Ports([figures]) });
        var egress = new List<V1NetworkPolicyEgressRule> { Dns() };
        egress.AddRange(workload.Uses.Select(application.Get).Where(used => used.ServicePorts.Any())
            .Select(used => new V1NetworkPolicyEgressRule { To = [Pods(used)], Ports = Ports(used.ServicePorts) }));
        if (application.Values.OtlpEndpoint is { } collector && workload.Image.IsOwn)
            egress.Add(new() { Ports = [Tcp(collector.Port)] });
        return Policy(
            names.Meta(workload.ObjectName, workload), new() { MatchLabels = names.Selector(workload) },
            ingress, egress);
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
        ],
        Ports = [new() { Port = 53, Protocol = "UDP" }, new() { Port = 53, Protocol = "TCP" }],
    };

    private V1NetworkPolicyPeer Pods(Workload workload) => new()
    {
        PodSelector = new() { MatchLabels = names.Selector(workload) },
    };

    private static V1NetworkPolicyPeer Namespace(string name) => new()
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

    private static V1NetworkPolicyPort Tcp(int port) => new() { Port = port, Protocol = "TCP" };
}

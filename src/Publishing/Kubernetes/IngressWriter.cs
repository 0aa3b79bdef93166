using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes the way in: an Ingress for NGINX, and its certificate by cert-manager.</summary>
internal sealed class IngressWriter(Application application, ObjectNames names)
{
    private const string AcmeServer = "https://acme-v02.api.letsencrypt.org/directory";
    private const string Issuer = "letsencrypt";

    /// <summary>Empty where nothing is public.</summary>
    public IReadOnlyList<object> Write()
    {
        var open = application.Running.Where(workload => workload.PublicHosts.Count > 0).ToArray();
        if (open.Length == 0)
            return [];
        string[] hosts = [.. open.SelectMany(workload => workload.PublicHosts).Distinct(StringComparer.Ordinal)];
        return [ClusterIssuer(), Certificate(hosts), Ingress(open, hosts)];
    }

    private string CertificateName => $"{application.Name}-tls-cert";

    private V1Ingress Ingress(Workload[] open, string[] hosts)
    {
        var meta = names.Meta(application.Name);
        meta.Annotations = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Voice recordings are the largest bodies; a WebSocket may be silent for an hour.
            ["nginx.ingress.kubernetes.io/proxy-body-size"] = "25m",
            ["nginx.ingress.kubernetes.io/proxy-read-timeout"] = "3600",
            ["nginx.ingress.kubernetes.io/proxy-send-timeout"] = "3600",
            ["nginx.ingress.kubernetes.io/ssl-redirect"] = "true",
        };
        return new()
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "Ingress",
            Metadata = meta,
            Spec = new()
            {
                IngressClassName = "nginx",
                Tls = [new() { Hosts = hosts, SecretName = CertificateName }],
                Rules = [.. open.SelectMany(workload => workload.PublicHosts.Select(host => Rule(host, workload)))],
            },
        };
    }

    private static V1IngressRule Rule(string host, Workload workload) => new()
    {
        Host = host,
        Http = new()
        {
            Paths =
            [
                new()
                {
                    Path = "/",
                    PathType = "Prefix",
                    Backend = new()
                    {
                        Service = new()
                        {
                            Name = workload.ObjectName,
                            Port = new() { Name = PortNames.Of(workload, Door(workload)) },
                        },
                    },
                },
            ],
        },
    };

    private static string Door(Workload workload) =>
        workload.ServicePorts.First(port => port is { IsExternal: true, Scheme: "http" or "https" }).Binding;

    private JsonObject Certificate(string[] hosts) => new()
    {
        ["apiVersion"] = "cert-manager.io/v1",
        ["kind"] = "Certificate",
        ["metadata"] = Json(names.Meta(CertificateName)),
        ["spec"] = new JsonObject
        {
            ["secretName"] = CertificateName,
            ["dnsNames"] = new JsonArray([.. hosts.Select(host => JsonValue.Create(host))]),
            ["issuerRef"] = new JsonObject
            {
                ["group"] = "cert-manager.io",
                ["kind"] = "ClusterIssuer",
                ["name"] = Issuer,
            },
            ["privateKey"] = new JsonObject { ["rotationPolicy"] = "Always" },
        },
    };

    private JsonObject ClusterIssuer() => new()
    {
        ["apiVersion"] = "cert-manager.io/v1",
        ["kind"] = "ClusterIssuer",
        ["metadata"] = Json(names.Meta(Issuer, isNamespaced: false)),
        ["spec"] = new JsonObject
        {
            ["acme"] = new JsonObject
            {
                ["server"] = AcmeServer,
                ["email"] = application.Values.AcmeEmail,
                ["privateKeySecretRef"] = new JsonObject { ["name"] = $"{Issuer}-account" },
                ["solvers"] = new JsonArray(new JsonObject
                {
                    ["http01"] = new JsonObject { ["ingress"] = new JsonObject { ["ingressClassName"] = "nginx" } },
                }),
            },
        },
    };

    private static JsonNode Json(object value) => JsonNode.Parse(KubernetesJson.Serialize(value))!;
}

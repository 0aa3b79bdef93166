using System.Globalization;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Kubernetes.Plan;

namespace PawPal.Publishing.Kubernetes;

/// <summary>
/// Writes a PostgreSQL cluster of the CloudNativePG operator. Its log and base backups go to object storage by the
/// Barman Cloud plugin, which has taken the place of the operator's own <c>barmanObjectStore</c>.
/// </summary>
internal sealed class OperatedWriter(Application application, ObjectNames names)
{
    /// <summary>Marks the pods of a cluster; its value is the cluster's name.</summary>
    public const string ClusterLabel = "cnpg.io/cluster";

    private const string Plugin = "barman-cloud.cloudnative-pg.io";
    private const string OperatorNamespace = "cnpg-system";
    private const int DatabasePort = 5432;
    private const int StatusPort = 8000;
    private const int MetricsPort = 9187;

    // Six fields, the first of them seconds.
    private const string Nightly = "0 0 2 * * *";

    public IReadOnlyList<object> Write(Workload server)
    {
        var values = (OperatedPostgres)application.Values.Cluster.Stores[server.Name];
        return values.Archive is { } archive
            ? [Cluster(server, archive), ObjectStore(server, archive), ScheduledBackup(server)]
            : [Cluster(server, null)];
    }

    /// <summary>Who may come in: the operator, the other servers, and who reads figures.</summary>
    public static IEnumerable<V1NetworkPolicyIngressRule> Ingress(V1NetworkPolicyPeer self) =>
    [
        new()
        {
            FromProperty = [self, NetworkPolicyWriter.Namespace(OperatorNamespace)],
            Ports = [NetworkPolicyWriter.Tcp(DatabasePort), NetworkPolicyWriter.Tcp(StatusPort)],
        },
        new()
        {
            FromProperty = [NetworkPolicyWriter.Namespace(NetworkPolicyWriter.MonitoringNamespace)],
            Ports = [NetworkPolicyWriter.Tcp(MetricsPort)],
        },
    ];

    /// <summary>
    /// Where its servers call: each other, the cluster's API, which no selector can name, and the archive.
    /// </summary>
    public static IEnumerable<V1NetworkPolicyEgressRule> Egress(
        V1NetworkPolicyPeer self, Application application, Workload server)
    {
        yield return new()
        {
            To = [self],
            Ports = [NetworkPolicyWriter.Tcp(DatabasePort), NetworkPolicyWriter.Tcp(StatusPort)],
        };
        yield return new() { Ports = [NetworkPolicyWriter.Tcp(443), NetworkPolicyWriter.Tcp(6443)] };
        if (((OperatedPostgres)application.Values.Cluster.Stores[server.Name]).Archive is { } archive)
            yield return NetworkPolicyWriter.Outside(archive.Destination);
    }

    // Of a server that nobody operates the user is the superuser; here migrations make roles, backups see every row, and
    // the lag of replicas is read. Once, at the start: a role that the operator manages it would bring back to what its
    // own words say, and migrations grant more.
    private static string[] RightsOf(string user) =>
        [$"alter role \"{user}\" createrole bypassrls", $"grant pg_read_all_stats to \"{user}\""];

    private JsonObject Cluster(Workload server, ObjectStorage? archive)
    {
        var user = Literal(server, "POSTGRES_USER");
        var version = Version(server.Image.Name);
        var parameters = new JsonObject
        {
            ["max_connections"] = PostgresPlan.MostConnections(application, server.Name)
                .ToString(CultureInfo.InvariantCulture),
            ["pg_stat_statements.max"] = "10000",
            ["pg_stat_statements.track"] = "top",
        };
        // Migrations make roles and take them on.
        if (version.Major >= 16)
            parameters["createrole_self_grant"] = "set, inherit";
        var spec = new JsonObject
        {
            ["instances"] = server.Replicas,
            ["imageName"] = $"ghcr.io/cloudnative-pg/postgresql:{version.Text}-standard-bookworm",
            ["imagePullPolicy"] = "IfNotPresent",
            ["enablePDB"] = true,
            ["enableSuperuserAccess"] = false,
            ["bootstrap"] = new JsonObject
            {
                ["initdb"] = new JsonObject
                {
                    ["database"] = Literal(server, "POSTGRES_DB") ?? user,
                    ["owner"] = user,
                    ["encoding"] = "UTF8",
                    ["dataChecksums"] = true,
                    ["postInitApplicationSQL"] = new JsonArray([.. RightsOf(user!).Select(line => JsonValue.Create(line))]),
                },
            },
            ["postgresql"] = new JsonObject { ["parameters"] = parameters },
            ["storage"] = new JsonObject { ["size"] = server.Volumes.First(volume => volume.Name is not null).Size },
            ["affinity"] = new JsonObject
            {
                ["enablePodAntiAffinity"] = true,
                ["podAntiAffinityType"] = "preferred",
                ["topologyKey"] = "kubernetes.io/hostname",
            },
            ["resources"] = new JsonObject
            {
                ["requests"] = Amounts(server.Resources.Requests),
                ["limits"] = Amounts(server.Resources.Limits),
            },
        };
        if (archive is not null)
            spec["plugins"] = new JsonArray(Archiver(server));
        return Object("postgresql.cnpg.io/v1", "Cluster", server, spec);
    }

    private static JsonObject Archiver(Workload server) => new()
    {
        ["name"] = Plugin,
        ["isWALArchiver"] = true,
        ["parameters"] = new JsonObject { ["barmanObjectName"] = server.ObjectName },
    };

    private JsonObject ObjectStore(Workload server, ObjectStorage archive)
    {
        var configuration = new JsonObject
        {
            ["destinationPath"] = archive.Bucket,
            ["s3Credentials"] = new JsonObject
            {
                ["accessKeyId"] = Key(ObjectStorage.AccessKey),
                ["secretAccessKey"] = Key(ObjectStorage.SecretKey),
            },
            ["wal"] = new JsonObject { ["compression"] = "gzip" },
            ["data"] = new JsonObject { ["compression"] = "gzip" },
        };
        if (archive.Endpoint is { } endpoint)
            configuration["endpointURL"] = endpoint.AbsoluteUri.TrimEnd('/');
        var sidecar = new JsonObject
        {
            ["resources"] = new JsonObject
            {
                ["requests"] = Amounts(Defaults.Of(WorkloadKind.Job).Requests),
                ["limits"] = Amounts(Defaults.Of(WorkloadKind.Job).Limits),
            },
        };
        if (archive.Region is { } region)
            sidecar["env"] = new JsonArray(new JsonObject { ["name"] = "AWS_DEFAULT_REGION", ["value"] = region });
        return Object("barmancloud.cnpg.io/v1", "ObjectStore", server, new()
        {
            ["retentionPolicy"] = "30d",
            ["configuration"] = configuration,
            ["instanceSidecarConfiguration"] = sidecar,
        });
    }

    private JsonObject ScheduledBackup(Workload server) => Object(
        "postgresql.cnpg.io/v1", "ScheduledBackup", server, new()
        {
            ["schedule"] = Nightly,
            ["immediate"] = true,
            ["backupOwnerReference"] = "cluster",
            ["cluster"] = new JsonObject { ["name"] = server.ObjectName },
            ["method"] = "plugin",
            ["pluginConfiguration"] = new JsonObject { ["name"] = Plugin },
        });

    private JsonObject Object(string version, string kind, Workload server, JsonObject spec) => new()
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = JsonNode.Parse(KubernetesJson.Serialize(names.Meta(server.ObjectName, server))),
        ["spec"] = spec,
    };

    private JsonObject Key(string key) => new() { ["name"] = names.Secrets, ["key"] = key };

    private string? Literal(Workload server, string variable) =>
        PostgresPlan.Variable(server, variable)?.Render(text => text, names.Host, _ => "");

    private static JsonObject Amounts(Deployments.Quantities amounts) => new()
    {
        ["cpu"] = amounts.Cpu,
        ["memory"] = amounts.Memory,
        ["ephemeral-storage"] = amounts.Storage,
    };

    private static (string Text, int Major) Version(string image)
    {
        var tag = image.Split('@')[0].Split(':')[^1];
        var text = new string([.. tag.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')]).Trim('.');
        return int.TryParse(text.Split('.')[0], CultureInfo.InvariantCulture, out var major)
            ? (text, major)
            : throw new PublishException(
                $"The version of {image} cannot be told from its tag, and the operator asks for it");
    }
}

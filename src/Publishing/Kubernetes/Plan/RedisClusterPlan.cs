using System.Globalization;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>Makes a Redis server many that share the keys, and adds the job that joins them.</summary>
internal static class RedisClusterPlan
{
    private const string Scripts = "/scripts";

    /// <summary>Servers talk to each other so far above the port that clients use.</summary>
    private const int BusOffset = 10000;

    public static Application Of(Application application, Workload redis, ClusteredRedis values)
    {
        if (redis.ServicePorts.FirstOrDefault() is not { Number: <= 65535 - BusOffset } port
            || PostgresPlan.Variable(redis, "REDIS_PASSWORD") is null)
            throw new PublishException($"{values.Path}: {redis.Name} needs a port below 55536 and a REDIS_PASSWORD");
        var job = $"{redis.Name}-cluster";
        if (application.Workloads.Any(one => one.Name == job))
            throw new PublishException($"{values.Path}: the manifest has a resource {job} of its own");
        var host = new HostPart(redis.Name, port.Binding);
        var settings = new Variable("REDIS_PORT", Number(port.Number));
        var changed = ClusterPlan.Change(application, one => one == redis, _ =>
            ClusterPlan.Using(Server(redis, settings, host, port, values.Servers), redis.Name));
        return changed with { Workloads = [.. changed.Workloads, Job(job, redis, host, port, values.Servers)] };
    }

    private static Workload Server(
        Workload redis, Variable settings, HostPart host, Port port, int servers) =>
        redis with
        {
            Replicas = servers,
            FindsUnready = true,
            Entrypoint = "/bin/sh",
            Arguments = [Text.Literal($"{Scripts}/start.sh")],
            Environment =
            [
                .. redis.Environment.Where(variable => variable.Name != settings.Name), settings,
                new("REDIS_DATA", Text.Literal(redis.Known!.DataPath)), new("SERVICE", Text.Of([host])),
                new("NODES", Nodes(redis, host, port, servers)),
            ],
            Settings = [Folder("start.sh")],
            Ports =
            [
                .. redis.Ports,
                new(Free(redis, "bus"), "tcp", "tcp", port.Number + BusOffset, null, false) { IsPrivate = true },
            ],
        };

    private static Workload Job(string name, Workload redis, HostPart host, Port port, int servers) => redis with
    {
        Name = name,
        ObjectName = $"{redis.ObjectName}-cluster",
        ContainerName = "cluster",
        Kind = WorkloadKind.Job,
        Entrypoint = "/bin/sh",
        Arguments = [Text.Literal($"{Scripts}/create.sh")],
        Environment =
        [
            .. redis.Environment.Where(variable => variable.Name == "REDIS_PASSWORD"),
            new("NODES", Nodes(redis, host, port, servers)),
        ],
        Settings = [Folder("create.sh")],
        Ports = [],
        Volumes = [],
        Uses = [redis.Name],
        Probes = Probes.None,
        Resources = Defaults.Of(WorkloadKind.Job),
        Replicas = 1,
        Known = null,
    };

    // Names of pods: an address is another after each start.
    private static Text Nodes(Workload redis, HostPart host, Port port, int servers) => Text.Of(
        Enumerable.Range(0, servers).SelectMany<int, TextPart>(number =>
        [
            new LiteralPart(string.Create(
                CultureInfo.InvariantCulture, $"{(number == 0 ? "" : " ")}{redis.ObjectName}-{number}.")),
            host,
            new LiteralPart(string.Create(CultureInfo.InvariantCulture, $":{port.Number}")),
        ]));

    private static SettingsFolder Folder(string script) => new("scripts", Scripts, new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        [script] = Plan.Scripts.Read(script),
    });

    private static string Free(Workload workload, string name) =>
        workload.Ports.Any(port => port.Binding == name) ? $"{name}-of-cluster" : name;

    private static Text Number(int number) => Text.Literal(number.ToString(CultureInfo.InvariantCulture));
}

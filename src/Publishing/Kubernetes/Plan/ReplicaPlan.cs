using System.Globalization;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>Adds servers that follow a PostgreSQL server, for what only reads.</summary>
internal static class ReplicaPlan
{
    private const int PasswordLength = 32;
    private const string Scripts = "/scripts";

    // What a follower that is away may keep the primary from deleting: past it, the follower must be copied anew.
    private const string KeptLog = "max_slot_wal_keep_size=4GB";

    public static Application Of(Application application, Workload primary, ReplicatedPostgres values)
    {
        if (primary.Entrypoint is not null || primary.Arguments.Count > 0
            || primary.ServicePorts.FirstOrDefault() is not { } port)
        {
            throw new PublishException(
                $"{values.Path}: {primary.Name} is started in a way of its own, which cannot be followed");
        }

        var name = $"{primary.Name}-replica";
        if (application.Workloads.Any(one => one.Name == name))
            throw new PublishException($"{values.Path}: the manifest has a resource {name} of its own");
        var password = Parameter.Secret($"{primary.Name}-replication-password", PasswordLength);
        var secret = Text.Of([new ParameterPart(password.Name, IsUriEncoded: false)]);
        var followed = PostgresPlan.Equip(application, primary);
        followed = PostgresPlan.WithInit(followed, "20-replication.sh", Plan.Scripts.Read("replication.sh")) with
        {
            Arguments = [.. followed.Arguments, .. PostgresPlan.Option(KeptLog)],
            Environment = [.. followed.Environment, new("REPLICATION_PASSWORD", secret)],
        };
        var changed = ClusterPlan.Change(application, one => one == primary, _ => followed);
        changed = ClusterPlan.Change(changed, one => one.Kind == WorkloadKind.Service, one =>
            PostgresPlan.ForReading(one, primary.Name, name).ToArray() is { Length: > 0 } more
                ? ClusterPlan.Using(one with { Environment = [.. one.Environment, .. more] }, name)
                : one);
        return changed with
        {
            Workloads = [.. changed.Workloads, Replica(application, name, primary, port, secret, values.Replicas)],
            Parameters = ClusterPlan.With(changed.Parameters, password),
        };
    }

    private static Workload Replica(
        Application application, string name, Workload primary, Port port, Text secret, int replicas) =>
        PostgresPlan.Equip(application, primary) with
        {
            Name = name,
            ObjectName = $"{primary.ObjectName}-replica",
            Replicas = replicas,
            Uses = [primary.Name],
            Entrypoint = "/bin/sh",
            Arguments =
            [
                Text.Literal($"{Scripts}/follow.sh"),
                .. PostgresPlan.Options(application, primary),
            ],
            Preparation = $"{Scripts}/copy.sh",
            Settings =
            [
                new("scripts", Scripts, new SortedDictionary<string, string>(StringComparer.Ordinal)
                {
                    ["copy.sh"] = Plan.Scripts.Read("copy.sh"),
                    ["follow.sh"] = Plan.Scripts.Read("follow.sh"),
                }),
            ],
            Environment =
            [
                .. PostgresPlan.Equip(application, primary).Environment,
                new("PRIMARY_HOST", Text.Of([new HostPart(primary.Name, port.Binding)])),
                new("PRIMARY_PORT", Text.Literal(port.Number.ToString(CultureInfo.InvariantCulture))),
                new("REPLICATION_PASSWORD", secret),
            ],
        };
}

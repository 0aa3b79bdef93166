using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>
/// Adds to an application what it needs in a cluster, as more workloads, variables and files of the same kind.
/// </summary>
internal static class ClusterPlan
{
    /// <exception cref="PublishException">The values ask for what the application does not have.</exception>
    public static Application Of(Application application)
    {
        foreach (var image in application.Values.Cluster.Digests.Keys)
        {
            if (!application.Workloads.Any(one => one.Image.IsOwn && one.Image.Repository == image))
                throw new PublishException($"values.digests.{image}: no image of the application has this name");
        }

        foreach (var (resource, store) in application.Values.Cluster.Stores)
            application = Store(application, resource, store);
        application = Change(
            application, workload => workload.Kind == WorkloadKind.Store,
            store => RedisPlan.Equip(PostgresPlan.Equip(application, store)));
        return TelemetryPlan.Of(BackupPlan.Of(application));
    }

    private static Application Store(Application application, string resource, StoreValues store)
    {
        var workload = application.Workloads.FirstOrDefault(one => one.Name == resource);
        return (store, workload?.Known?.Server) switch
        {
            (_, _) when workload is null => throw new PublishException($"{store.Path}: {resource} does not run"),
            (ManagedStore managed, _) => Change(application, one => one == workload, one => one with
            {
                Kind = WorkloadKind.External,
                ExternalHost = managed.Host,
            }),
            (OperatedPostgres operated, KnownServer.Postgres) => OperatedPlan.Of(application, workload, operated),
            (ReplicatedPostgres replicated, KnownServer.Postgres) => ReplicaPlan.Of(application, workload, replicated),
            (ClusteredRedis clustered, KnownServer.Redis) => RedisClusterPlan.Of(application, workload, clustered),
            (ClusteredRedis, _) => throw new PublishException($"{store.Path}: {resource} is no Redis image"),
            _ => throw new PublishException($"{store.Path}: {resource} is no PostgreSQL image"),
        };
    }

    /// <summary>The application with some of its workloads changed.</summary>
    public static Application Change(
        Application application, Func<Workload, bool> which, Func<Workload, Workload> change) => application with
        {
            Workloads = [.. application.Workloads.Select(one => which(one) ? change(one) : one)],
        };

    /// <summary>The parameters together with others, in their order.</summary>
    public static IReadOnlyList<Parameter> With(
        IEnumerable<Parameter> parameters, params IEnumerable<Parameter> more) =>
        [.. parameters.Concat(more).DistinctBy(one => one.Name, StringComparer.Ordinal)
            .OrderBy(one => one.Name, StringComparer.Ordinal)];

    /// <summary>The workload with another that it talks to.</summary>
    public static Workload Using(Workload workload, string other) => workload with
    {
        Uses = [.. workload.Uses.Append(other).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };
}

using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Monitoring;

/// <summary>
/// The workloads that Prometheus reads, and the labels their series carry on every platform: <c>namespace</c> the
/// application's, <c>job</c> the resource's name, <c>instance</c> the replica.
/// </summary>
internal sealed class Targets(Application application)
{
    public string Namespace => application.Values.Namespace;

    public IReadOnlyList<Workload> All { get; } =
        [.. application.Workloads.Where(workload => workload is { MetricsPort: not null, EndsByItself: false })];

    /// <summary>Those whose runtime's measurements are known.</summary>
    public IReadOnlyList<Workload> DotNet => [.. All.Where(workload => workload.IsProject)];

    /// <summary>Those that keep a pool of connections to a Postgres.</summary>
    public IReadOnlyList<Workload> Pools =>
        [.. DotNet.Where(workload => workload.Uses.Any(name => application.Get(name).Known is { IsPostgres: true }))];

    public string Labels(Workload workload) => $"namespace=\"{Namespace}\",job=\"{workload.Label}\"";

    public string Labels(IEnumerable<Workload> workloads) =>
        $"namespace=\"{Namespace}\",job=~\"{string.Join('|', workloads.Select(workload => workload.Label))}\"";

    public Dictionary<string, string> LabelsOf(Workload workload) => new(StringComparer.Ordinal)
    {
        ["namespace"] = Namespace,
        ["job"] = workload.Label,
    };

    public bool Has(Feature? feature) => feature switch
    {
        null => true,
        Feature.Backup => application.Workloads.Any(workload => workload.Backup is not null),
        Feature.FileBackup => application.KeepsFiles
            && application.Workloads.Any(workload => workload.Backup is { Files: not null }),
        Feature.ReadReplicas => application.HasReadReplicas,
        _ => throw new InvalidOperationException($"Unknown feature {feature}"),
    };
}

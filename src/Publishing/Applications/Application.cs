using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Applications;

/// <summary>What is to be deployed, with every reference resolved and every default decided. Knows no platform.</summary>
/// <param name="Workloads">In the order of the manifest.</param>
/// <param name="Parameters">Values that the operator gives, ordered by name.</param>
/// <param name="Notices">What was left out, a line each.</param>
internal sealed record Application(
    Values Values, IReadOnlyList<Workload> Workloads, IReadOnlyList<Parameter> Parameters, IReadOnlyList<string> Notices)
{
    public string Name => Values.Name;

    /// <summary>Its database is followed by replicas.</summary>
    public bool HasReadReplicas { get; init; }

    public Workload Get(string resource) => Workloads.First(workload => workload.Name == resource);
}

/// <param name="Length">Characters to generate; null: it must be given.</param>
/// <param name="IsUriEncoded">It is needed percent-encoded too.</param>
internal sealed record Parameter(string Name, int? Length, bool IsUriEncoded);

internal enum WorkloadKind
{
    /// <summary>Any number of equal replicas.</summary>
    Service,

    /// <summary>Keeps data: one replica with a place of its own.</summary>
    Store,

    /// <summary>Runs to its end.</summary>
    Job,

    /// <summary>Runs to its end, at set times.</summary>
    ScheduledJob,
}

/// <param name="ObjectName">The name of its objects on Kubernetes.</param>
internal sealed record Workload(string Name, string ObjectName, string ContainerName, WorkloadKind Kind, Image Image)
{
    public string? Entrypoint { get; init; }
    public required IReadOnlyList<Text> Arguments { get; init; }
    public required IReadOnlyList<Variable> Environment { get; init; }
    public required IReadOnlyList<Port> Ports { get; init; }
    public required IReadOnlyList<Volume> Volumes { get; init; }
    public required IReadOnlyList<BoundFolder> BoundFolders { get; init; }
    public required IReadOnlyList<string> WritablePaths { get; init; }
    /// <summary>Names of the workloads it talks to, ordered.</summary>
    public required IReadOnlyList<string> Uses { get; init; }
    public required IReadOnlyList<Wait> Waits { get; init; }
    public required Probes Probes { get; init; }
    public required Resources Resources { get; init; }
    public required int Replicas { get; init; }
    public Autoscaling? Autoscaling { get; init; }
    public Metrics? Metrics { get; init; }
    public MonitoringTrait Monitoring { get; init; } = MonitoringTrait.None;
    /// <summary>Built of a .NET project: what its runtime measures is known.</summary>
    public bool IsDotNet { get; init; }
    public IReadOnlyList<string> PublicHosts { get; init; } = [];
    public KnownImage? Known { get; init; }
    public Backup? Backup { get; init; }

    /// <summary>The name in a form that every platform takes; unique in the application.</summary>
    public string Label => Labels.Of(Name);

    /// <summary>It ends by itself when its work is done.</summary>
    public bool EndsByItself => Kind is WorkloadKind.Job or WorkloadKind.ScheduledJob;

    public bool IsMetrics(string binding) => Metrics?.Endpoint == binding;

    /// <summary>The ports it serves its purpose on.</summary>
    public IEnumerable<Port> ServicePorts => Ports.Where(port => !IsMetrics(port.Binding));

    public Port? MetricsPort => Ports.FirstOrDefault(port => IsMetrics(port.Binding));
}

/// <summary>A variable of a process.</summary>
internal sealed record Variable(string Name, Text Value);

/// <param name="Name">With tag or digest.</param>
/// <param name="Build">How compose makes it; null: it comes from a registry or from the .NET SDK.</param>
/// <param name="IsOwn">Built of this application: it carries the application's tag.</param>
internal sealed record Image(string Name, ImageBuild? Build, bool IsOwn);

/// <summary>Paths are relative to the output folder.</summary>
internal sealed record ImageBuild(
    string Context, string Dockerfile, string? Stage, IReadOnlyList<Variable> Arguments,
    IReadOnlyList<(string Name, Text? Value, string? File)> Secrets);

/// <param name="Name">A DNS label, unique in the application; null: gone with the container.</param>
/// <param name="Size">What is asked for it.</param>
internal sealed record Volume(string? Name, string Target, bool IsReadOnly, string Size);

/// <param name="Source">Relative to the output folder.</param>
internal sealed record BoundFolder(string Source, string Target, bool IsReadOnly);

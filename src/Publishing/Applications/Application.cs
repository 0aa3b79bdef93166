using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Applications;

/// <summary>
/// What is to be deployed, with every reference resolved and every default decided. Knows no platform.
/// </summary>
/// <param name="Workloads">In the order of the manifest.</param>
/// <param name="Parameters">Values that the operator gives, ordered by name.</param>
/// <param name="Notices">What was left out, a line each.</param>
internal sealed record Application(
    Values Values, IReadOnlyList<Workload> Workloads, IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<string> Notices)
{
    /// <summary>Parameters whose value stands in a Secret of its own, by name.</summary>
    public IReadOnlyDictionary<string, SecretKey> ApartSecrets { get; init; } =
        new Dictionary<string, SecretKey>(StringComparer.Ordinal);

    public string Name => Values.Name;

    /// <summary>What runs in pods that this application writes.</summary>
    public IEnumerable<Workload> Running =>
        Workloads.Where(workload => workload.Kind is not (WorkloadKind.External or WorkloadKind.Operated));

    /// <summary>Its database is followed by replicas.</summary>
    public bool HasReadReplicas => Values.Cluster.Stores.Values.Any(store =>
        store is ReplicatedPostgres or OperatedPostgres { Instances: > 1 });

    /// <summary>There is a place with files that people uploaded.</summary>
    public bool KeepsFiles => Values.Cluster.FilesClaim is not null;

    public Workload Get(string resource) => Workloads.First(workload => workload.Name == resource);
}

/// <param name="Length">Characters to generate; null: it must be given.</param>
/// <param name="IsUriEncoded">It is needed percent-encoded too.</param>
internal sealed record Parameter(string Name, bool IsSecret, int? Length, bool IsUriEncoded)
{
    /// <summary>A secret that no manifest speaks of.</summary>
    public static Parameter Secret(string name, int? length = null) =>
        new(name, IsSecret: true, length, IsUriEncoded: false);
}

/// <param name="IsMadeElsewhere">An operator makes the Secret.</param>
internal sealed record SecretKey(string Secret, string Key, bool IsMadeElsewhere);

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

    /// <summary>Somebody else runs it: it is known by its host alone.</summary>
    External,

    /// <summary>An operator of the cluster runs it.</summary>
    Operated,
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

    /// <summary>The most that run at once: at its largest, and one more while it is updated.</summary>
    public int MostReplicas => (Autoscaling?.Max ?? Replicas) + 1;

    public Metrics? Metrics { get; init; }
    public MonitoringTrait Monitoring { get; init; } = MonitoringTrait.None;
    public IReadOnlyList<string> PublicHosts { get; init; } = [];
    public KnownImage? Known { get; init; }
    public Backup? Backup { get; init; }

    /// <summary>The host of one that somebody else runs.</summary>
    public string? ExternalHost { get; init; }

    /// <summary>Files of its settings, a folder each.</summary>
    public IReadOnlyList<SettingsFolder> Settings { get; init; } = [];

    /// <summary>A script of its settings that must end well before it starts.</summary>
    public string? Preparation { get; init; }

    /// <summary>What it calls outside of the application.</summary>
    public IReadOnlyList<Destination> Destinations { get; init; } = [];

    /// <summary>Its pods must find each other before they are ready.</summary>
    public bool FindsUnready { get; init; }

    /// <summary>Why it is written but not started; null: it is started.</summary>
    public string? Suspended { get; init; }

    /// <summary>The file its objects are written to; null: one by its kind and name.</summary>
    public string? FileName { get; init; }

    /// <summary>Built of a .NET project: what its runtime measures is known, and it can tell a collector.</summary>
    public bool IsProject { get; init; }

    /// <summary>It reads secrets from the files that its variables name.</summary>
    public bool ReadsSecretFiles { get; init; }

    /// <summary>It calls places outside of the application.</summary>
    public bool CallsOutside { get; init; }

    /// <summary>The name in a form that every platform takes; unique in the application.</summary>
    public string Label => Labels.Of(Name);

    /// <summary>It ends by itself when its work is done.</summary>
    public bool EndsByItself => Kind is WorkloadKind.Job or WorkloadKind.ScheduledJob;

    public bool IsMetrics(string binding) => Metrics?.Endpoint == binding;

    /// <summary>The ports of its service.</summary>
    public IEnumerable<Port> ServicePorts => Ports.Where(port => !IsMetrics(port.Binding));

    /// <summary>The ports that others of the application call.</summary>
    public IEnumerable<Port> ConsumerPorts => ServicePorts.Where(port => !port.IsPrivate);

    public Port? MetricsPort => Ports.FirstOrDefault(port => IsMetrics(port.Binding));
}

/// <summary>A variable of a process.</summary>
internal sealed record Variable(string Name, Text Value);

/// <param name="Name">With tag or digest.</param>
/// <param name="Build">How compose makes it; null: it comes from a registry or from the .NET SDK.</param>
/// <param name="IsOwn">Built of this application: it carries the application's tag.</param>
internal sealed record Image(string Name, ImageBuild? Build, bool IsOwn)
{
    /// <summary>The name without tag and digest.</summary>
    public string Repository
    {
        get
        {
            var path = Name.Split('@')[0];
            var colon = path.LastIndexOf(':');
            return colon > path.LastIndexOf('/') ? path[..colon] : path;
        }
    }
}

/// <summary>Paths are relative to the output folder.</summary>
internal sealed record ImageBuild(
    string Context, string Dockerfile, string? Stage, IReadOnlyList<Variable> Arguments,
    IReadOnlyList<(string Name, Text? Value, string? File)> Secrets);

/// <param name="Name">A DNS label, unique in the application; null: gone with the container.</param>
/// <param name="Size">What is asked for it.</param>
internal sealed record Volume(string? Name, string Target, bool IsReadOnly, string Size)
{
    /// <summary>A claim that is there; null: one is made.</summary>
    public string? Claim { get; init; }

    /// <summary>The claim outlives what uses it.</summary>
    public bool IsKept { get; init; }
}

/// <param name="Name">Short, unique in the workload.</param>
/// <param name="Files">Contents by name.</param>
internal sealed record SettingsFolder(string Name, string Target, IReadOnlyDictionary<string, string> Files);

/// <param name="Source">Relative to the output folder.</param>
internal sealed record BoundFolder(string Source, string Target, bool IsReadOnly);

namespace PawPal.Publishing.Deployments;

/// <summary>What the deployment resource or the values file says about one resource. All of it is optional.</summary>
internal sealed record Traits
{
    public static Traits None { get; } = new();

    public int? Replicas { get; init; }
    public IReadOnlyList<Wait> Waits { get; init; } = [];
    public IReadOnlyList<HealthCheck> HealthChecks { get; init; } = [];
    public HttpProbe? Startup { get; init; }
    public HttpProbe? Readiness { get; init; }
    public HttpProbe? Liveness { get; init; }
    public Autoscaling? Autoscaling { get; init; }
    public Resources? Resources { get; init; }
    public Metrics? Metrics { get; init; }
    public MonitoringTrait Monitoring { get; init; } = MonitoringTrait.None;
    public IReadOnlyList<string> PublicHosts { get; init; } = [];
    public Backup? Backup { get; init; }

    /// <summary>It reads secrets from the files that its variables name.</summary>
    public bool ReadsSecretFiles { get; init; }

    /// <summary>It calls places outside of the application; compose gives it a network with a way out.</summary>
    public bool CallsOutside { get; init; }

    /// <summary>The name of its objects; null: the application's name and its own.</summary>
    public string? ObjectName { get; init; }

    /// <summary>The name of its container in a pod; null: its own.</summary>
    public string? ContainerName { get; init; }

    /// <summary>Variables of its process that the values add or change; plain texts.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The image built of a project, without registry and tag; null: one by its own name.</summary>
    public string? Image { get; init; }

    /// <summary>Relative to the output folder; null: the image is made without one.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>What a volume claim asks for.</summary>
    public string? Storage { get; init; }

    /// <summary>
    /// Folders it must be able to write to, apart from /tmp and its volumes; gone with the container.
    /// </summary>
    public IReadOnlyList<string> WritablePaths { get; init; } = [];

    /// <summary>This where it says something, <paramref name="other"/> everywhere else.</summary>
    public Traits Over(Traits other) => new()
    {
        Replicas = Replicas ?? other.Replicas,
        Waits = First(Waits, other.Waits),
        HealthChecks = First(HealthChecks, other.HealthChecks),
        Startup = Startup ?? other.Startup,
        Readiness = Readiness ?? other.Readiness,
        Liveness = Liveness ?? other.Liveness,
        Autoscaling = Autoscaling ?? other.Autoscaling,
        Resources = Resources ?? other.Resources,
        Metrics = Metrics ?? other.Metrics,
        Monitoring = Monitoring.IsEmpty ? other.Monitoring : Monitoring,
        PublicHosts = First(PublicHosts, other.PublicHosts),
        Backup = Backup ?? other.Backup,
        ReadsSecretFiles = ReadsSecretFiles || other.ReadsSecretFiles,
        CallsOutside = CallsOutside || other.CallsOutside,
        ObjectName = ObjectName ?? other.ObjectName,
        ContainerName = ContainerName ?? other.ContainerName,
        Environment = Environment.Count > 0 ? Environment : other.Environment,
        Image = Image ?? other.Image,
        Dockerfile = Dockerfile ?? other.Dockerfile,
        Storage = Storage ?? other.Storage,
        WritablePaths = First(WritablePaths, other.WritablePaths),
    };

    private static IReadOnlyList<T> First<T>(IReadOnlyList<T> own, IReadOnlyList<T> other) =>
        own.Count > 0 ? own : other;
}

/// <param name="Until">What is waited for.</param>
internal sealed record Wait(string Resource, WaitUntil Until);

internal enum WaitUntil
{
    Started,
    Healthy,
    Completed,
}

/// <param name="Path">Answers with a success while all is well.</param>
internal sealed record HealthCheck(string Endpoint, string Path);

/// <summary>A question asked over HTTP; periods and delays are in seconds, null for the default.</summary>
internal sealed record HttpProbe(
    string Endpoint, string Path, int? InitialDelay = null, int? Period = null, int? Timeout = null,
    int? FailureThreshold = null, int? SuccessThreshold = null);

/// <param name="Cpu">The load to keep, in per cent of what is requested.</param>
internal sealed record Autoscaling(int Min, int Max, int Cpu);

/// <summary>What one replica gets.</summary>
internal sealed record Resources(Quantities Requests, Quantities Limits);

/// <summary>Quantities as Kubernetes writes them.</summary>
/// <param name="Storage">Of temporary files.</param>
internal sealed record Quantities(string Cpu, string Memory, string Storage);

/// <summary>Where Prometheus reads figures.</summary>
internal sealed record Metrics(string Endpoint, string Path);

/// <summary>It makes backups: it is started at these times, each time until it ends.</summary>
/// <param name="Schedule">As cron reads it, in UTC.</param>
/// <param name="Folder">Where it finds a folder of its own that is kept.</param>
/// <param name="Storage">What the folder may grow to.</param>
/// <param name="Files">Where it finds the files that people uploaded; null: it needs none.</param>
internal sealed record Backup(string Schedule, string Folder, string Storage, string? Files);

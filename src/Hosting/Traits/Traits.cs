using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>The number of replicas follows the load.</summary>
/// <param name="Min">The fewest, 1 or more.</param>
/// <param name="Max">The most, not below <paramref name="Min"/>.</param>
/// <param name="Cpu">The load to keep, in per cent of the requested CPU, 1 to 100.</param>
public sealed record AutoscalingTrait(int Min, int Max, int Cpu) : IResourceAnnotation;

/// <summary>What one replica gets: quantities as Kubernetes writes them.</summary>
/// <param name="Requests">What is set aside for it.</param>
/// <param name="Limits">The most it may use.</param>
public sealed record ResourcesTrait(Quantities Requests, Quantities Limits) : IResourceAnnotation;

/// <summary>Amounts of one replica.</summary>
/// <param name="Cpu">Cores, such as <c>250m</c> or <c>1</c>.</param>
/// <param name="Memory">Bytes, such as <c>256Mi</c>.</param>
/// <param name="Storage">Bytes of its own temporary files, such as <c>1Gi</c>.</param>
public sealed record Quantities(string Cpu, string Memory, string Storage);

/// <summary>The resource is reached from outside under these host names.</summary>
/// <param name="Hosts">Host names, the main one first.</param>
public sealed record PublicHostTrait(IReadOnlyList<string> Hosts) : IResourceAnnotation;

/// <summary>Prometheus reads figures from the resource.</summary>
/// <param name="Endpoint">The name of the endpoint.</param>
/// <param name="Path">The path.</param>
public sealed record MetricsTrait(string Endpoint, string Path) : IResourceAnnotation;

/// <summary>How a platform asks the resource whether it is as it should be.</summary>
/// <param name="Endpoint">The name of the endpoint.</param>
/// <param name="Live">Answers while the process is worth keeping. Asks nobody else.</param>
/// <param name="Ready">Answers while requests can be served.</param>
public sealed record ProbesTrait(string Endpoint, string Live, string Ready) : IResourceAnnotation;

/// <summary>The resource makes backups: a deployment starts it at these times, each time until it ends.</summary>
/// <param name="Schedule">Minute, hour, day, month and weekday, as cron reads them, in UTC.</param>
/// <param name="Folder">Where it finds a folder of its own that is kept; told to it as <c>BACKUP_TO</c>.</param>
/// <param name="Storage">What that folder may grow to, such as <c>100Gi</c>.</param>
/// <param name="Files">Where it finds the files that people uploaded, to read; null: it needs none.</param>
public sealed record BackupTrait(string Schedule, string Folder, string Storage, string? Files) : IResourceAnnotation;

/// <summary>The names of a resource's objects on a platform, where others call them so.</summary>
/// <param name="Objects">The name of its objects; null: the application's name and its own.</param>
/// <param name="Container">The name of its container; null: its own.</param>
public sealed record ObjectNamesTrait(string? Objects, string? Container) : IResourceAnnotation;

/// <summary>The resource calls hosts outside of the application.</summary>
public sealed record EgressTrait : IResourceAnnotation;

/// <summary>The program reads secrets from files that its variables name as <c>{file:/run/secrets/...}</c>.</summary>
public sealed record SecretFilesTrait : IResourceAnnotation;

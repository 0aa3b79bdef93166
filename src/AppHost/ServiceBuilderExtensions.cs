namespace PawPal.AppHost;

/// <summary>What resources of PawPal have in common.</summary>
internal static class ServiceBuilderExtensions
{
    /// <summary>
    /// A service that answers over HTTP: its health, its figures on a port of their own, and its restart.
    /// </summary>
    /// <param name="port">Where it listens in a deployment.</param>
    public static IResourceBuilder<ProjectResource> AsService(
        this IResourceBuilder<ProjectResource> service, int port) =>
        service
            .WithDeployedPort(port)
            .WithMetrics(port: 9090)
            .WithProbes(live: "/api/v1/health/live", ready: "/api/v1/health/ready")
            .WithHealthAlerts()
            .WithSecretFiles()
            .WithRestart();

    /// <summary>A program that makes backups at set times, and in a run when a person starts it.</summary>
    /// <param name="schedule">As cron reads it, in UTC.</param>
    /// <param name="keep">How long a backup stays, such as <c>7d</c>; without it the storage would fill up.</param>
    /// <param name="storage">What all that is kept may grow to.</param>
    /// <param name="files">Where it finds uploaded files; null: it needs none.</param>
    public static IResourceBuilder<ProjectResource> AsBackup(
        this IResourceBuilder<ProjectResource> backup, string schedule, string keep, string storage,
        string? files = null) =>
        backup
            .WithBackup(schedule, storage: storage, files: files)
            .WithEnvironment("BACKUP_KEEP", keep)
            // On its way to object storage a backup lies in temporary files.
            .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "1", memoryLimit: "512Mi", storageLimit: "10Gi")
            .WithSecretFiles()
            .WithExplicitStart();
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>Says of resources that they make backups.</summary>
public static class BackupBuilderExtensions
{
    /// <summary>The variable that tells the program where backups go.</summary>
    private const string Target = "BACKUP_TO";

    /// <summary>
    /// The resource makes backups: a deployment starts it at these times, each time until it ends, and gives it a
    /// folder that is kept, as <c>BACKUP_TO</c>. Where a platform cannot start it at times, it runs on and gets them
    /// as <c>SCHEDULE</c>. A run starts it when a person does, with a folder beside the run's other data.
    /// </summary>
    /// <param name="schedule">Minute, hour, day, month and weekday, as cron reads them, in UTC.</param>
    /// <param name="folder">Where the program finds the folder.</param>
    /// <param name="storage">What the folder may grow to, as Kubernetes writes it.</param>
    /// <param name="files">Where the program finds the files that people uploaded; null: it needs none.</param>
    /// <exception cref="ArgumentException">The schedule has not five fields, or a folder is not absolute.</exception>
    public static IResourceBuilder<T> WithBackup<T>(
        this IResourceBuilder<T> builder, string schedule, string folder = "/backups", string storage = "100Gi",
        string? files = null)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 5)
            throw new ArgumentException($"'{schedule}' has not the five fields of a cron schedule.", nameof(schedule));
        if (!folder.StartsWith('/') || files?.StartsWith('/') == false)
            throw new ArgumentException("Folders are absolute paths of the container.", nameof(folder));
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode)
        {
            var state = application.Configuration["Hosting:StateFolder"]
                ?? Path.Combine(application.AppHostDirectory, "..", "..", ".pawpal");
            builder.WithEnvironment(Target, Path.GetFullPath(Path.Combine(state, "backups")));
        }

        return builder.WithAnnotation(
            new BackupTrait(schedule, folder, storage, files), ResourceAnnotationMutationBehavior.Replace);
    }
}

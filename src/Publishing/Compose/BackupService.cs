using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>
/// A job that other platforms start at set times. Compose cannot, so it runs on and keeps the time itself.
/// </summary>
internal static class BackupService
{
    /// <summary>
    /// Uploaded files are a volume that only some have: who has it says so in the values, or turns this on.
    /// </summary>
    public const string FilesProfile = "files";

    private const string FilesVolume = "files";

    public static IEnumerable<(string Name, string Value)> Variables(Workload workload)
    {
        if (workload.Backup is not { } backup)
            yield break;
        yield return ("BACKUP_TO", backup.Folder);
        yield return ("SCHEDULE", backup.Schedule);
        if (backup.Files is { } files)
            yield return ("BACKUP_FILES_FROM", files);
    }

    public static IEnumerable<Volume> Volumes(Workload workload)
    {
        if (workload.Backup is not { } backup)
            yield break;
        yield return new(Labels.Of($"{workload.Name}-data"), backup.Folder, IsReadOnly: false, backup.Storage);
        // A backup on its way to object storage lies here; memory has no room for it.
        yield return new(
            Labels.Of($"{workload.Name}-tmp"), "/tmp", IsReadOnly: false, workload.Resources.Limits.Storage);
        if (backup.Files is { } files)
            yield return new(FilesVolume, files, IsReadOnly: true, backup.Storage);
    }

    public static IReadOnlyList<string> Profiles(Application application, Workload workload) =>
        workload.Backup is { Files: not null } && !application.KeepsFiles ? [FilesProfile] : [];
}

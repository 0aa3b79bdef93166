using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>
/// A job that other platforms start at set times. Compose cannot, so it runs on and keeps the time itself.
/// </summary>
internal static class BackupService
{
    /// <summary>Uploaded files are a volume that only some have; who has it turns the profile on.</summary>
    public const string FilesProfile = "files";

    private const string FilesVolume = "files";

    public static IEnumerable<(string Name, string Value)> Variables(Workload workload) => workload.Backup is not { } backup
        ? []
        : [("BACKUP_TO", backup.Folder), ("SCHEDULE", backup.Schedule)];

    public static IEnumerable<Volume> Volumes(Workload workload)
    {
        if (workload.Backup is not { } backup)
            yield break;
        yield return new(Labels.Of($"{workload.Name}-data"), backup.Folder, IsReadOnly: false, backup.Storage);
        if (backup.Files is { } files)
            yield return new(FilesVolume, files, IsReadOnly: true, backup.Storage);
    }

    public static IReadOnlyList<string> Profiles(Workload workload) =>
        workload.Backup is { Files: not null } ? [FilesProfile] : [];
}

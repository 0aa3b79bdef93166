using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>Tells backups where to write to, and gives them the files they are to keep.</summary>
internal static class BackupPlan
{
    private const string FileName = "cronjob-backup.yaml";

    /// <summary>What opens object storage; nobody can make it up.</summary>
    public static IReadOnlyList<Parameter> Keys { get; } =
        [Parameter.Secret(ObjectStorage.AccessKey), Parameter.Secret(ObjectStorage.SecretKey)];

    public static Application Of(Application application)
    {
        var backups = application.Workloads.Where(one => one.Backup is not null).ToArray();
        if (backups.Length == 0)
            return application;
        var cluster = application.Values.Cluster;
        var changed = ClusterPlan.Change(
            application, one => one.Backup is not null, one => Equip(one, one.Backup!, cluster));
        return changed with
        {
            Parameters = cluster.Backup is null ? changed.Parameters : ClusterPlan.With(changed.Parameters, Keys),
            Notices =
            [
                .. changed.Notices,
                .. changed.Workloads.Where(one => one.Suspended is not null)
                    .Select(one => $"{one.Name} is written but suspended: {one.Suspended}"),
            ],
        };
    }

    private static Workload Equip(Workload workload, Backup backup, ClusterValues cluster)
    {
        var equipped = cluster.Backup is { } storage
            ? ToStorage(workload, storage)
            : ToClaim(workload, backup);
        return (backup.Files is { } files ? WithFiles(equipped, files, cluster.FilesClaim) : equipped) with
        {
            FileName = FileName,
        };
    }

    private static Workload ToClaim(Workload workload, Backup backup) => Told(workload, backup.Folder) with
    {
        Volumes =
        [
            .. workload.Volumes.Where(volume => volume.Target != backup.Folder),
            new("kept", backup.Folder, false, backup.Storage) { IsKept = true },
        ],
    };

    private static Workload ToStorage(Workload workload, ObjectStorage storage)
    {
        var told = Told(workload, storage.Bucket);
        if (storage.Endpoint is { } endpoint)
            told = Set(told, "BACKUP_S3_ENDPOINT", Text.Literal(endpoint.AbsoluteUri));
        if (storage.Region is { } region)
            told = Set(told, "AWS_REGION", Text.Literal(region));
        told = Set(told, "AWS_ACCESS_KEY_ID", Secret(ObjectStorage.AccessKey));
        return Set(told, "AWS_SECRET_ACCESS_KEY", Secret(ObjectStorage.SecretKey)) with
        {
            Destinations = [.. told.Destinations, storage.Destination],
            Volumes = [.. told.Volumes.Where(volume => volume.Target != workload.Backup!.Folder)],
        };
    }

    private static Workload WithFiles(Workload workload, string folder, string? claim)
    {
        var told = Set(workload, "BACKUP_FILES_FROM", Text.Literal(folder));
        var others = told.Volumes.Where(volume => volume.Target != folder);
        return claim is null
            ? told with
            {
                Volumes = [.. others, new(null, folder, false, workload.Backup!.Storage)],
                Suspended = "no claim with uploaded files is named in the values (\"files\")",
            }
            : told with
            {
                Volumes = [.. others, new("files", folder, true, workload.Backup!.Storage) { Claim = claim }],
            };
    }

    // The platform starts it: it must not go on by itself.
    private static Workload Told(Workload workload, string place) => Set(workload with
    {
        Environment = [.. workload.Environment.Where(variable => variable.Name != "SCHEDULE")],
    }, "BACKUP_TO", Text.Literal(place));

    private static Workload Set(Workload workload, string name, Text value) => workload with
    {
        Environment = [.. workload.Environment.Where(variable => variable.Name != name), new(name, value)],
    };

    private static Text Secret(string parameter) => Text.Of([new ParameterPart(parameter, IsUriEncoded: false)]);
}

using PawPal.Publishing.Deployments;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Applications;

/// <summary>Volumes of a workload: those of the manifest, and the data folder of a known store that names none.</summary>
internal static class VolumePlan
{
    private const string Size = "10Gi";

    public static IReadOnlyList<Volume> Of(RunResource run, Traits traits, KnownImage? known)
    {
        var size = traits.Storage ?? known?.Size ?? Size;
        var volumes = new List<Volume>();
        foreach (var mount in run.Volumes)
        {
            if (volumes.Any(volume => volume.Target == mount.Target))
                throw new PublishException($"{run.Path}.volumes: {mount.Target} stands twice");
            volumes.Add(new(Unique(mount.Name, volumes), mount.Target, mount.IsReadOnly, size));
        }

        if (known is not null && volumes.TrueForAll(volume => volume.Target != known.DataPath))
            volumes.Add(new(Unique($"{run.Name}-data", volumes), known.DataPath, false, size));
        return volumes;
    }

    // Names of volumes may hold dots, which an API server refuses.
    private static string? Unique(string? name, List<Volume> taken)
    {
        if (name is null)
            return null;
        var label = Labels.Of(name);
        return taken.Exists(volume => volume.Name == label) ? Labels.Of($"{label}-{taken.Count}") : label;
    }
}

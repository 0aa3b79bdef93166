using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>What a pod mounts: claims, files from outside, and scratch folders on a read-only root.</summary>
internal sealed class PodVolumes
{
    private readonly List<V1Volume> _inPod = [];
    private readonly List<V1VolumeMount> _mounts = [];
    private readonly List<V1PersistentVolumeClaim> _claims = [];

    public PodVolumes(Workload workload)
    {
        foreach (var volume in workload.Volumes)
        {
            if (volume.Name is null)
                Scratch($"scratch-{Labels.Of(volume.Target, 40)}", volume.Target, Limit(workload));
            else
                Claim(volume);
        }

        foreach (var (index, folder) in workload.BoundFolders.Index())
        {
            if (folder.IsReadOnly)
                Files($"{workload.ObjectName}-{FileLabel(folder, index)}", folder);
            else
                Claim(new(FileLabel(folder, index), folder.Target, false, "1Gi"));
        }

        foreach (var path in workload.WritablePaths.Prepend("/tmp"))
        {
            if (!_mounts.Exists(mount => mount.MountPath == path))
                Scratch($"scratch-{Labels.Of(path, 40)}", path, Limit(workload));
        }
    }

    public IReadOnlyList<V1Volume> InPod => _inPod;

    public IReadOnlyList<V1VolumeMount> Mounts => _mounts;

    public IReadOnlyList<V1PersistentVolumeClaim> Claims => _claims;

    /// <summary>The name of the ConfigMap that an operator makes of a folder.</summary>
    public static string FileLabel(BoundFolder folder, int index) =>
        Labels.Of($"files-{index}-{folder.Target}", 40);

    private void Claim(Volume volume)
    {
        _claims.Add(new()
        {
            Metadata = new() { Name = volume.Name },
            Spec = new()
            {
                AccessModes = ["ReadWriteOnce"],
                Resources = new()
                {
                    Requests = new Dictionary<string, ResourceQuantity>(StringComparer.Ordinal)
                    {
                        ["storage"] = new(volume.Size),
                    },
                },
            },
        });
        Mount(volume.Name!, volume.Target, volume.IsReadOnly);
    }

    // Optional: the pod starts before an operator has made it of the folder.
    private void Files(string configMap, BoundFolder folder)
    {
        var name = Labels.Of(configMap, 60);
        _inPod.Add(new() { Name = name, ConfigMap = new() { Name = configMap, Optional = true } });
        Mount(name, folder.Target, isReadOnly: true);
    }

    private void Scratch(string name, string target, ResourceQuantity limit)
    {
        var free = _inPod.Exists(volume => volume.Name == name) ? $"{name}-{_inPod.Count}" : name;
        _inPod.Add(new() { Name = free, EmptyDir = new() { SizeLimit = limit } });
        Mount(free, target, isReadOnly: false);
    }

    private void Mount(string name, string target, bool isReadOnly) => _mounts.Add(new()
    {
        Name = name,
        MountPath = target,
        ReadOnlyProperty = isReadOnly ? true : null,
    });

    private static ResourceQuantity Limit(Workload workload) => new(workload.Resources.Limits.Storage);
}

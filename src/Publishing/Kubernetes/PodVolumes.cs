using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>What a pod mounts: claims, files from outside, and scratch folders on a read-only root.</summary>
internal sealed class PodVolumes
{
    private readonly Workload _workload;
    private readonly List<V1Volume> _inPod = [];
    private readonly List<V1VolumeMount> _mounts = [];
    private readonly List<V1PersistentVolumeClaim> _claims = [];

    public PodVolumes(Workload workload)
    {
        _workload = workload;
        foreach (var volume in workload.Volumes)
        {
            if (volume.Name is null)
                Scratch($"scratch-{Labels.Of(volume.Target, 40)}", volume.Target, Limit(workload));
            else
                Claim(volume);
        }

        foreach (var folder in workload.Settings)
        {
            _inPod.Add(new()
            {
                Name = folder.Name,
                ConfigMap = new() { Name = ObjectNames.Settings(workload, folder) },
            });
            Mount(folder.Name, folder.Target, isReadOnly: true);
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

    /// <summary>One for each replica of a store; else one for the workload.</summary>
    public IReadOnlyList<V1PersistentVolumeClaim> Claims => _claims;

    /// <summary>The name of the ConfigMap that an operator makes of a folder.</summary>
    public static string FileLabel(BoundFolder folder, int index) =>
        Labels.Of($"files-{index}-{folder.Target}", 40);

    private void Claim(Volume volume)
    {
        Mount(volume.Name!, volume.Target, volume.IsReadOnly);
        var claim = volume.Claim ?? $"{_workload.ObjectName}-{volume.Name}";
        if (_workload.Kind != WorkloadKind.Store)
        {
            _inPod.Add(new()
            {
                Name = volume.Name,
                PersistentVolumeClaim = new() { ClaimName = claim, ReadOnlyProperty = volume.IsReadOnly ? true : null },
            });
        }

        if (volume.Claim is not null)
            return;
        _claims.Add(new()
        {
            Metadata = new()
            {
                Name = _workload.Kind == WorkloadKind.Store ? volume.Name : claim,
                Annotations = volume.IsKept ? Kept() : null,
            },
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
    }

    // Deployers that remove what is no longer in their folder leave it alone.
    private static Dictionary<string, string> Kept() => new(StringComparer.Ordinal)
    {
        ["argocd.argoproj.io/sync-options"] = "Prune=false,Delete=false",
        ["helm.sh/resource-policy"] = "keep",
        ["kustomize.toolkit.fluxcd.io/prune"] = "disabled",
    };

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

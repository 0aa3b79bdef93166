using PawPal.Publishing.Applications;
using PawPal.Publishing.Monitoring;
using PawPal.Publishing.Output;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes an application as files for kubectl and kustomize.</summary>
internal sealed class KubernetesFiles
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "namespace", "secrets", "configmap", "ingress", "hpa", "pdb", "network-policies", "service-metrics",
        "kustomization",
    };

    private readonly Application _application;
    private readonly ObjectNames _names;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    private KubernetesFiles(Application application)
    {
        _application = application;
        _names = new(application);
    }

    /// <summary>Below it lies what every stage has in common.</summary>
    public const string Folder = "k8s";

    /// <summary>Beside the base and not below it: kustomize takes no base that holds its own overlays.</summary>
    public const string OverlayFolder = "overlays";

    /// <summary>Contents by path.</summary>
    public static IReadOnlyDictionary<string, string> Of(Application application)
    {
        var writer = new KubernetesFiles(application);
        writer.Write();
        return writer._files;
    }

    private void Write()
    {
        var workloads = new WorkloadWriter(_names, new PodWriter(_application, _names));
        var scale = new ScaleWriter(_names);
        var all = _application.Workloads;
        Add("namespace.yaml", NamespaceWriter.Write(_application, _names));
        Add("configmap.yaml", SettingsWriter.ConfigMaps(_application, _names));
        foreach (var workload in all)
            Add(FileName(workload), workloads.Write(workload));
        Add("service-metrics.yaml", [.. all.Select(workloads.MetricsService).OfType<object>()]);
        Add("ingress.yaml", new IngressWriter(_application, _names).Write());
        Add("hpa.yaml", [.. all.Select(scale.Autoscaler).OfType<object>()]);
        Add("pdb.yaml", [.. all.Select(scale.Budget).OfType<object>()]);
        Add("network-policies.yaml", new NetworkPolicyWriter(_application, _names).Write());
        var kustomization = new Kustomization(_application);
        var applied = _files.Keys.Select(path => path[(Folder.Length + 1)..]).ToArray();
        AddText("kustomization.yaml", kustomization.Base(applied));
        _files.Add($"{OverlayFolder}/staging/kustomization.yaml", Header.Generated + kustomization.StagingOverlay());
        _files.Add($"{OverlayFolder}/production/kustomization.yaml", Header.Generated + kustomization.Production());
        Apart();
    }

    // What a second apply must not undo, or what needs an operator in the cluster, is applied by itself.
    private void Apart()
    {
        if (SettingsWriter.Secret(_application, _names) is { } secret)
            _files.Add($"{Folder}/secrets.yaml", Header.SecretsToFill + YamlObjects.Write(secret));

        if (MonitoringPlan.Of(_application) is not { } plan)
            return;
        foreach (var (path, text) in new MonitoringObjects(plan, _names).Write())
            _files.Add($"{Folder}/{path}", text);
    }

    private void Add(string path, IReadOnlyList<object> objects)
    {
        if (objects.Count > 0)
            AddText(path, YamlObjects.Write(objects));
    }

    private void AddText(string path, string text)
    {
        if (!_files.TryAdd($"{Folder}/{path}", Header.Generated + text))
            throw new PublishException($"Two objects would be written to {path}: give one other \"objectNames\"");
    }

    private static string FileName(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Service => $"deployment-{workload.Label}.yaml",
        WorkloadKind.Job => $"job-{workload.Label}.yaml",
        WorkloadKind.Store when !Reserved.Contains(workload.ObjectName) => $"{workload.ObjectName}.yaml",
        WorkloadKind.Store => $"statefulset-{workload.ObjectName}.yaml",
        _ => throw new InvalidOperationException($"Unknown kind {workload.Kind}"),
    };
}

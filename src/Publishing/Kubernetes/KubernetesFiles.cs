using k8s.Models;
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
        "kustomization", "rbac", "dashboard", "collector", "cronjob-backup",
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
        var pods = new PodWriter(_application, _names);
        var workloads = new WorkloadWriter(_names, pods, new(_names, pods, _application.Values.Cluster.Digests));
        var operated = new OperatedWriter(_application, _names);
        var scale = new ScaleWriter(_names);
        var settings = new SettingsWriter(_application, _names);
        var jobs = new List<V1Job>();
        Workload[] running = [.. _application.Running];
        Add("namespace.yaml", NamespaceWriter.Write(_application, _names));
        Add("rbac.yaml", AccessWriter.Write(_application, _names));
        Add("configmap.yaml", settings.ConfigMaps());
        if (_application.Values.Cluster.ExternalSecrets is { } store)
        {
            var writer = new ExternalSecretWriter(_names, store);
            Add("secrets.yaml", [.. settings.SecretKeys.Select(secret => writer.Write(secret.Key, secret.Value))]);
        }

        foreach (var file in _application.Workloads.Where(one => one.Kind != WorkloadKind.External)
            .GroupBy(FileName, StringComparer.Ordinal))
        {
            object[] objects = [.. file.SelectMany(one =>
                one.Kind == WorkloadKind.Operated ? operated.Write(one) : workloads.Write(one))];
            jobs.AddRange(objects.OfType<V1Job>());
            Add(file.Key, objects);
        }

        Add("service-metrics.yaml", [.. running.Select(workloads.MetricsService).OfType<object>()]);
        Add("ingress.yaml", new IngressWriter(_application, _names).Write());
        Add("hpa.yaml", [.. running.Select(scale.Autoscaler).OfType<object>()]);
        Add("pdb.yaml", [.. running.Select(scale.Budget).OfType<object>()]);
        Add("network-policies.yaml", new NetworkPolicyWriter(_application, _names).Write());
        Kustomize(settings, jobs);
        Apart(settings);
    }

    private void Kustomize(SettingsWriter settings, IReadOnlyList<V1Job> jobs)
    {
        var kustomization = new Kustomization(_application, jobs);
        var applied = _files.Keys.Select(path => path[(Folder.Length + 1)..]).ToArray();
        AddText("kustomization.yaml", kustomization.Base(applied));
        _files.Add($"{OverlayFolder}/staging/kustomization.yaml", Header.Generated + kustomization.StagingOverlay());
        _files.Add($"{OverlayFolder}/production/kustomization.yaml", Header.Generated + kustomization.Production());
        if (_application.Values.Cluster.ExternalSecrets is null && settings.SecretKeys.Count > 0)
            AddText("components/secrets/kustomization.yaml", kustomization.SecretsComponent(settings.SecretKeys.Keys));
    }

    // What a second apply must not undo, or what needs an operator in the cluster, is applied by itself.
    private void Apart(SettingsWriter settings)
    {
        if (_application.Values.Cluster.ExternalSecrets is null && settings.Secrets() is { Count: > 0 } secrets)
            _files.Add($"{Folder}/secrets.yaml", Header.SecretsToFill + YamlObjects.Write(secrets));

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

    private static string FileName(Workload workload) => workload.FileName ?? workload.Kind switch
    {
        WorkloadKind.Service => $"deployment-{workload.Label}.yaml",
        WorkloadKind.Job => $"job-{workload.Label}.yaml",
        WorkloadKind.ScheduledJob => $"cronjob-{workload.Label}.yaml",
        WorkloadKind.Store or WorkloadKind.Operated when !Reserved.Contains(workload.ObjectName) =>
            $"{workload.ObjectName}.yaml",
        WorkloadKind.Store or WorkloadKind.Operated => $"statefulset-{workload.ObjectName}.yaml",
        _ => throw new InvalidOperationException($"Unknown kind {workload.Kind}"),
    };
}

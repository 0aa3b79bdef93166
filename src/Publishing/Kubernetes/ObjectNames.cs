using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Names, labels and selectors: the same words wherever one object speaks of another.</summary>
internal sealed class ObjectNames(Application application)
{
    private const string Prefix = "app.kubernetes.io/";

    public string Secrets => $"{application.Name}-secrets";

    public static string Config(Workload workload) => $"{workload.ObjectName}-config";

    public static string MetricsService(Workload workload) => $"{workload.ObjectName}-metrics";

    /// <summary>The ConfigMap of a folder of settings.</summary>
    public static string Settings(Workload workload, SettingsFolder folder) => $"{workload.ObjectName}-{folder.Name}";

    /// <summary>The service behind an endpoint.</summary>
    public string Host(HostPart host)
    {
        var workload = application.Get(host.Resource);
        return workload.Kind switch
        {
            WorkloadKind.External => workload.ExternalHost!,
            WorkloadKind.Operated => $"{workload.ObjectName}-rw",
            _ => workload.IsMetrics(host.Binding) ? MetricsService(workload) : workload.ObjectName,
        };
    }

    /// <summary>The Secret and the key in it that hold a parameter.</summary>
    public (string Secret, string Key) Secret(ParameterPart part) =>
        application.ApartSecrets.TryGetValue(part.Parameter, out var apart)
            ? (apart.Secret, apart.Key)
            : (Secrets, PodEnvironment.SecretKey(part));

    /// <summary>Chooses the pods of a workload; never changes, as a selector cannot.</summary>
    public Dictionary<string, string> Selector(Workload workload) => workload.Kind == WorkloadKind.Operated
        ? new(StringComparer.Ordinal) { [OperatedWriter.ClusterLabel] = workload.ObjectName }
        : OwnSelector(workload);

    private Dictionary<string, string> OwnSelector(Workload workload) => new(StringComparer.Ordinal)
    {
        [$"{Prefix}name"] = workload.Label,
        [$"{Prefix}instance"] = application.Name,
    };

    public Dictionary<string, string> PodLabels(Workload workload) => new(OwnSelector(workload), StringComparer.Ordinal)
    {
        [$"{Prefix}component"] = Component(workload),
        [$"{Prefix}part-of"] = application.Name,
        [$"{Prefix}managed-by"] = Publisher,
    };

    public V1ObjectMeta Meta(string name, Workload workload)
    {
        var labels = PodLabels(workload);
        if (workload.Image.IsOwn && application.Values.ImageTag.Length <= 63)
            labels[$"{Prefix}version"] = application.Values.ImageTag;
        return new() { Name = name, NamespaceProperty = application.Values.Namespace, Labels = labels };
    }

    /// <summary>An object that belongs to the application as a whole.</summary>
    public V1ObjectMeta Meta(string name, bool isNamespaced = true) => new()
    {
        Name = name,
        NamespaceProperty = isNamespaced ? application.Values.Namespace : null,
        Labels = Labels(name),
    };

    public Dictionary<string, string> Labels(string name) => new(StringComparer.Ordinal)
    {
        [$"{Prefix}name"] = name,
        [$"{Prefix}instance"] = application.Name,
        [$"{Prefix}part-of"] = application.Name,
        [$"{Prefix}managed-by"] = Publisher,
    };

    private const string Publisher = "pawpal-publishing";

    private static string Component(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Store or WorkloadKind.External or WorkloadKind.Operated => "store",
        WorkloadKind.Job or WorkloadKind.ScheduledJob => "job",
        WorkloadKind.Service => "service",
        _ => throw new InvalidOperationException($"Unknown kind {workload.Kind}"),
    };
}

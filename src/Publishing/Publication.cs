using PawPal.Publishing.Applications;
using PawPal.Publishing.Compose;
using PawPal.Publishing.Kubernetes;
using PawPal.Publishing.Kubernetes.Plan;
using PawPal.Publishing.Manifests;
using PawPal.Publishing.Monitoring;

namespace PawPal.Publishing;

/// <summary>
/// Everything that is written for one application: contents by path, and what was left out on the way.
/// </summary>
internal sealed record Publication(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Notices)
{
    /// <param name="paths">Where manifest and output stand to each other.</param>
    /// <exception cref="PublishException">It cannot be published.</exception>
    public static Publication Of(Manifest manifest, Values values, RelativePaths paths, Target target)
    {
        var inCluster = ClusterPlan.Of(ApplicationBuilder.Build(manifest, values, paths));
        // A managed store changes ports, so the two platforms have an application each.
        var application = ApplicationBuilder.Build(
            manifest, values with { Cluster = values.Cluster.OutsideOfCluster }, paths);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (target.HasFlag(Target.Compose))
        {
            files.Add("docker-compose.yml", ComposeFile.Write(application));
            var outside = OutsideValues.Of(application);
            files.Add(".env.example", EnvironmentExample.Write(outside));
            files.Add("init-env.sh", InitScript.Write(outside));
            if (MonitoringPlan.Of(application) is { } plan)
            {
                foreach (var (path, text) in MonitoringFiles.Of(plan))
                    files.Add(path, text);
            }
        }

        if (target.HasFlag(Target.Kubernetes))
        {
            foreach (var (path, text) in KubernetesFiles.Of(inCluster))
                files.Add(path, text);
        }

        return new(files, target.HasFlag(Target.Kubernetes) ? inCluster.Notices : application.Notices);
    }
}

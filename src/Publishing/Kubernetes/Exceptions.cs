using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>
/// Says to the tools that judge objects which of their rules a workload does not keep, and why. docs/deploy.md says
/// more.
/// </summary>
internal static class Exceptions
{
    public static V1ObjectMeta On(V1ObjectMeta meta, Workload workload)
    {
        // A tag never moves to another image: to ask the registry at each start would make starts depend on it.
        var rules = new List<string> { "container-image-pull-policy" };
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!workload.EndsByItself && workload.Probes.Liveness is null)
        {
            rules.Add("pod-probes");
            annotations["ignore-check.kube-linter.io/no-liveness-probe"] = "It has no endpoint to ask";
            annotations["ignore-check.kube-linter.io/no-readiness-probe"] = "It has no endpoint to ask";
        }

        annotations["kube-score/ignore"] = string.Join(',', rules);
        meta.Annotations = annotations;
        return meta;
    }
}

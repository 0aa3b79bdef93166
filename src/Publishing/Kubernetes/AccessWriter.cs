using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>
/// Writes who may do what. No workload asks the cluster for anything, so none has a role; people on call may look, and
/// neither change nor read secrets.
/// </summary>
internal static class AccessWriter
{
    private const string Authorization = "rbac.authorization.k8s.io";
    private static readonly string[] Looking = ["get", "list", "watch"];

    public static IReadOnlyList<object> Write(Application application, ObjectNames names)
    {
        var name = $"{application.Name}-on-call";
        return
        [
            new V1Role
            {
                ApiVersion = $"{Authorization}/v1",
                Kind = "Role",
                Metadata = names.Meta(name),
                Rules =
                [
                    Look("", "pods", "pods/log", "services", "events", "persistentvolumeclaims", "resourcequotas"),
                    Look("apps", "deployments", "replicasets", "statefulsets"),
                    Look("batch", "jobs", "cronjobs"),
                    Look("autoscaling", "horizontalpodautoscalers"),
                    Look("policy", "poddisruptionbudgets"),
                    Look("networking.k8s.io", "ingresses", "networkpolicies"),
                    Look("metrics.k8s.io", "pods"),
                ],
            },
            new V1RoleBinding
            {
                ApiVersion = $"{Authorization}/v1",
                Kind = "RoleBinding",
                Metadata = names.Meta(name),
                RoleRef = new() { ApiGroup = Authorization, Kind = "Role", Name = name },
                Subjects = [new() { ApiGroup = Authorization, Kind = "Group", Name = name }],
            },
        ];
    }

    private static V1PolicyRule Look(string group, params string[] resources) => new()
    {
        ApiGroups = [group],
        Resources = resources,
        Verbs = Looking,
    };
}

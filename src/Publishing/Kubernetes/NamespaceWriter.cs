using System.Globalization;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes the namespace, what all of it may use together, and what a pod gets that says nothing.</summary>
internal static class NamespaceWriter
{
    private const string Level = "restricted";

    public static IReadOnlyList<object> Write(Application application, ObjectNames names)
    {
        var meta = names.Meta(application.Values.Namespace, isNamespaced: false);
        foreach (var mode in (string[])["enforce", "audit", "warn"])
        {
            meta.Labels[$"pod-security.kubernetes.io/{mode}"] = Level;
            meta.Labels[$"pod-security.kubernetes.io/{mode}-version"] = "latest";
        }

        return
        [
            new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = meta },
            new V1ResourceQuota
            {
                ApiVersion = "v1",
                Kind = "ResourceQuota",
                Metadata = names.Meta($"{application.Name}-quota"),
                Spec = new() { Hard = Hard(application) },
            },
            new V1LimitRange
            {
                ApiVersion = "v1",
                Kind = "LimitRange",
                Metadata = names.Meta($"{application.Name}-limits"),
                Spec = new() { Limits = [Standard()] },
            },
        ];
    }

    // Every workload at its largest, one more of each while it is updated, and a fifth for what a person starts.
    private static Dictionary<string, ResourceQuantity> Hard(Application application)
    {
        Workload[] counted = [.. application.Workloads.Where(one => one.Kind != WorkloadKind.External)];
        return new(StringComparer.Ordinal)
        {
            ["requests.cpu"] = Sum(one => one.Requests.Cpu, isBytes: false),
            ["requests.memory"] = Sum(one => one.Requests.Memory, isBytes: true),
            ["limits.cpu"] = Sum(one => one.Limits.Cpu, isBytes: false),
            ["limits.memory"] = Sum(one => one.Limits.Memory, isBytes: true),
            ["pods"] = new((counted.Sum(one => one.MostReplicas) * 6 / 5 + 5).ToString(CultureInfo.InvariantCulture)),
            ["services.nodeports"] = new("0"),
            ["services.loadbalancers"] = new("0"),
        };

        ResourceQuantity Sum(Func<Resources, string> amount, bool isBytes)
        {
            var sum = counted.Sum(one => Largest(application, one, amount) * one.MostReplicas) * 1.2m;
            var unit = isBytes ? 1024m * 1024 * 1024 : 1;
            return new(Math.Ceiling(sum / unit).ToString(CultureInfo.InvariantCulture) + (isBytes ? "Gi" : ""));
        }
    }

    // A pod counts with the largest of its containers where one runs before the other.
    private static decimal Largest(Application application, Workload workload, Func<Resources, string> amount) =>
        application.Workloads
            .Where(job => job.Kind == WorkloadKind.Job
                && workload.Waits.Any(wait => wait.Until == WaitUntil.Completed && wait.Resource == job.Name))
            .Append(workload).Max(one => new ResourceQuantity(amount(one.Resources)).ToDecimal());

    private static V1LimitRangeItem Standard()
    {
        var standard = Defaults.Of(WorkloadKind.Service);
        return new()
        {
            Type = "Container",
            DefaultRequest = Amounts(standard.Requests),
            DefaultProperty = Amounts(standard.Limits),
        };
    }

    private static Dictionary<string, ResourceQuantity> Amounts(Quantities amounts) => new(StringComparer.Ordinal)
    {
        ["cpu"] = new(amounts.Cpu),
        ["memory"] = new(amounts.Memory),
        ["ephemeral-storage"] = new(amounts.Storage),
    };
}

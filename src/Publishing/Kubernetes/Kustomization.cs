using System.Text.Json.Nodes;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes what kustomize reads: the base, and an overlay for each stage.</summary>
/// <param name="jobs">Jobs, whose names must tell releases apart.</param>
internal sealed class Kustomization(Application application, IReadOnlyList<V1Job> jobs)
{
    private const string Staging = "staging";

    /// <summary>The base: all files given, and the one place of the image tag.</summary>
    public string Base(IEnumerable<string> files)
    {
        var kustomization = Start("Kustomization", [.. files]);
        kustomization["images"] = Images();
        return YamlText.Write(kustomization);
    }

    /// <summary>A folder that is applied by itself.</summary>
    public static string Plain(IEnumerable<string> files) => YamlText.Write(Start("Kustomization", [.. files]));

    /// <summary>The base as it is, with a place to name another release.</summary>
    public string Production()
    {
        var kustomization = Start("Kustomization", [$"../../{KubernetesFiles.Folder}"]);
        kustomization["images"] = Images();
        return YamlText.Write(Renamed(kustomization));
    }

    /// <summary>A namespace and hosts of its own, and half the replicas.</summary>
    public string StagingOverlay()
    {
        var kustomization = Start("Kustomization", [$"../../{KubernetesFiles.Folder}"]);
        kustomization["namespace"] = $"{application.Values.Namespace}-{Staging}";
        kustomization["images"] = Images();
        kustomization["patches"] = new JsonArray([.. Patches()]);
        return YamlText.Write(Renamed(kustomization));
    }

    /// <summary>
    /// Secrets of files that are not committed. A hash of the values is part of their names, so that other values start
    /// the pods anew.
    /// </summary>
    public string SecretsComponent(IEnumerable<string> secrets) => YamlText.Write(new JsonObject
    {
        ["apiVersion"] = "kustomize.config.k8s.io/v1alpha1",
        ["kind"] = "Component",
        ["secretGenerator"] = new JsonArray([.. secrets.Select(secret => new JsonObject
        {
            ["name"] = secret,
            ["namespace"] = application.Values.Namespace,
            ["envs"] = new JsonArray($"{secret}.env"),
            ["options"] = new JsonObject
            {
                ["labels"] = new JsonObject(new ObjectNames(application).Labels(secret)
                    .Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, label.Value))),
            },
        })]),
    });

    // Where an overlay names another release, its job must have another name too: a job cannot be changed.
    private JsonObject Renamed(JsonObject kustomization)
    {
        var tagged = jobs.Where(job => application.Workloads.Any(one => one.Image.IsOwn && one.Image.Name == Image(job)
            && !application.Values.Cluster.Digests.ContainsKey(one.Image.Repository))).ToArray();
        if (tagged.Length > 0)
            kustomization["replacements"] = new JsonArray([.. tagged.Select(Renaming)]);
        return kustomization;
    }

    private static JsonObject Renaming(V1Job job) => new()
    {
        ["source"] = new JsonObject
        {
            ["kind"] = "Job",
            ["name"] = job.Metadata.Name,
            ["fieldPath"] = "spec.template.spec.containers.0.image",
            ["options"] = new JsonObject { ["delimiter"] = ":", ["index"] = Image(job).Count(letter => letter == ':') },
        },
        ["targets"] = new JsonArray(new JsonObject
        {
            ["select"] = new JsonObject { ["kind"] = "Job", ["name"] = job.Metadata.Name },
            ["fieldPaths"] = new JsonArray("metadata.name"),
            ["options"] = new JsonObject
            {
                ["delimiter"] = "-",
                ["index"] = job.Metadata.Name.Count(letter => letter == '-') + 1,
            },
        }),
    };

    private static string Image(V1Job job) => job.Spec.Template.Spec.Containers[0].Image;

    private IEnumerable<JsonNode> Patches()
    {
        foreach (var workload in application.Running.Where(workload => workload.Autoscaling is not null))
        {
            yield return Patch("HorizontalPodAutoscaler", workload.ObjectName,
                Replace("/spec/minReplicas", Defaults.Replicas),
                Replace("/spec/maxReplicas", Math.Max(Defaults.Replicas, workload.Autoscaling!.Max / 2)));
        }

        string[] hosts = [.. application.Running.SelectMany(workload => workload.PublicHosts)];
        if (hosts.Length == 0)
            yield break;
        string[] distinct = [.. hosts.Distinct(StringComparer.Ordinal)];
        yield return Patch("Certificate", $"{application.Name}-tls-cert",
            [.. distinct.Select((host, index) => Replace($"/spec/dnsNames/{index}", $"{Staging}.{host}"))]);
        yield return Patch("Ingress", application.Name,
            [
                .. hosts.Select((host, index) => Replace($"/spec/rules/{index}/host", $"{Staging}.{host}")),
                .. distinct.Select((host, index) => Replace($"/spec/tls/0/hosts/{index}", $"{Staging}.{host}")),
            ]);
    }

    private static JsonObject Patch(string kind, string name, params IReadOnlyList<JsonObject> operations) => new()
    {
        ["target"] = new JsonObject { ["kind"] = kind, ["name"] = name },
        ["patch"] = YamlText.Write(new JsonArray([.. operations])),
    };

    private static JsonObject Replace(string path, JsonNode value) => new()
    {
        ["op"] = "replace",
        ["path"] = path,
        ["value"] = value,
    };

    private JsonArray Images() => new([.. application.Running
        .Where(workload => workload.Image.IsOwn)
        .Select(workload => workload.Image.Repository)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Select(name => application.Values.Cluster.Digests.TryGetValue(name, out var digest)
            ? new JsonObject { ["name"] = name, ["digest"] = digest }
            : new JsonObject { ["name"] = name, ["newTag"] = application.Values.ImageTag })]);

    private static JsonObject Start(string kind, string[] resources) => new()
    {
        ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
        ["kind"] = kind,
        ["resources"] = new JsonArray([.. resources.Select(file => JsonValue.Create(file))]),
    };
}

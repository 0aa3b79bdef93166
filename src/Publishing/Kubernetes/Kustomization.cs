using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes what kustomize reads: the base, and an overlay for each stage.</summary>
internal sealed class Kustomization(Application application)
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
        return YamlText.Write(kustomization);
    }

    /// <summary>A namespace and hosts of its own, and half the replicas.</summary>
    public string StagingOverlay()
    {
        var kustomization = Start("Kustomization", [$"../../{KubernetesFiles.Folder}"]);
        kustomization["namespace"] = $"{application.Values.Namespace}-{Staging}";
        kustomization["images"] = Images();
        kustomization["patches"] = new JsonArray([.. Patches()]);
        return YamlText.Write(kustomization);
    }

    private IEnumerable<JsonNode> Patches()
    {
        foreach (var workload in application.Workloads.Where(workload => workload.Autoscaling is not null))
        {
            yield return Patch("HorizontalPodAutoscaler", workload.ObjectName,
                Replace("/spec/minReplicas", Defaults.Replicas),
                Replace("/spec/maxReplicas", Math.Max(Defaults.Replicas, workload.Autoscaling!.Max / 2)));
        }

        string[] hosts = [.. application.Workloads.SelectMany(workload => workload.PublicHosts)];
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

    private JsonArray Images() => new([.. application.Workloads
        .Where(workload => workload.Image.IsOwn)
        .Select(workload => workload.Image.Name[..workload.Image.Name.LastIndexOf(':')])
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Select(name => new JsonObject { ["name"] = name, ["newTag"] = application.Values.ImageTag })]);

    private static JsonObject Start(string kind, string[] resources) => new()
    {
        ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
        ["kind"] = kind,
        ["resources"] = new JsonArray([.. resources.Select(file => JsonValue.Create(file))]),
    };
}

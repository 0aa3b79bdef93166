using PawPal.Publishing.Applications;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Deployments;

/// <summary>Reads the resource of type <c>pawpal.deployment.v0</c>, and the same words in a values file.</summary>
internal static class TraitReader
{
    public const string ResourceType = "pawpal.deployment.v0";

    private static readonly string[] OfModel =
    [
        "replicas", "explicitStart", "waits", "healthChecks", "probes", "autoscaling", "resources", "metrics",
        "monitoring", "publicHosts", "backup", "objectNames", "secretFiles", "egress",
    ];

    private static readonly string[] OfValues =
        ["image", "dockerfile", "storage", "writablePaths", "environment", .. ClusterValuesReader.StoreWords];

    /// <summary>Traits by the name of their resource.</summary>
    /// <exception cref="PublishException">Something is not known or out of its range.</exception>
    public static IEnumerable<(string Resource, Traits Traits)> Read(ManifestNode deployment)
    {
        deployment.RefuseOthers("type", "resources");
        return (deployment.Find("resources")?.Members ?? []).Select(member => (member.Name, One(member.Node, OfModel)));
    }

    /// <summary>
    /// Traits of a values file: the same words, and those that name and size things of one deployment.
    /// </summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<(string Resource, Traits Traits)> ReadValues(ManifestNode? resources) =>
        (resources?.Members ?? []).Select(member => (member.Name, One(member.Node, [.. OfModel, .. OfValues])));

    private static Traits One(ManifestNode node, string[] known)
    {
        node.RefuseOthers(known);
        // Started by hand is a matter of a developer's machine: a deployment runs all it has.
        _ = node.FlagOf("explicitStart");
        var probes = node.Find("probes");
        probes?.RefuseOthers("startup", "readiness", "liveness");
        var names = node.Find("objectNames");
        names?.RefuseOthers("objects", "container");
        return new()
        {
            Replicas = node.NumberOf("replicas", 1, 1000),
            Waits = [.. (node.Find("waits")?.Items ?? []).Select(Wait)],
            HealthChecks = [.. (node.Find("healthChecks")?.Items ?? []).Select(Check)],
            Startup = Probe(probes?.Find("startup")),
            Readiness = Probe(probes?.Find("readiness")),
            Liveness = Probe(probes?.Find("liveness")),
            Autoscaling = Autoscaling(node.Find("autoscaling")),
            Resources = Amounts(node.Find("resources")),
            Metrics = Metrics(node.Find("metrics")),
            Monitoring = MonitoringReader.Read(node.Find("monitoring")),
            PublicHosts = [.. (node.Find("publicHosts")?.Items ?? []).Select(Words.Host)],
            Backup = Backup(node.Find("backup")),
            ReadsSecretFiles = node.FlagOf("secretFiles"),
            CallsOutside = node.FlagOf("egress"),
            ObjectName = Words.Label(names?.Find("objects")),
            ContainerName = Words.Label(names?.Find("container")),
            Environment = SettingsReader.Variables(node.Find("environment")),
            Image = Words.Image(node.Find("image")),
            Dockerfile = node.TextOf("dockerfile"),
            Storage = node.Find("storage") is { } storage ? Words.Quantity(storage) : null,
            WritablePaths = [.. (node.Find("writablePaths")?.Items ?? []).Select(Words.AbsolutePath)],
        };
    }

    private static Wait Wait(ManifestNode node)
    {
        node.RefuseOthers("resource", "until", "exitCode");
        return new(node.Get("resource").Text(), node.Get("until").Text() switch
        {
            "started" => WaitUntil.Started,
            "healthy" => WaitUntil.Healthy,
            "completed" => WaitUntil.Completed,
            var other => throw node.Fault($"\"{other}\" is not known; known: started, healthy, completed"),
        });
    }

    private static HealthCheck Check(ManifestNode node)
    {
        node.RefuseOthers("endpoint", "path", "status");
        return new(node.Get("endpoint").Text(), Words.AbsolutePath(node.Get("path")));
    }

    private static HttpProbe? Probe(ManifestNode? given)
    {
        if (given is not { } node)
            return null;
        node.RefuseOthers(
            "endpoint", "path", "initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold",
            "successThreshold");
        return new(
            node.Get("endpoint").Text(), Words.AbsolutePath(node.Get("path")),
            node.NumberOf("initialDelaySeconds", 0, 3600), node.NumberOf("periodSeconds", 1, 3600),
            node.NumberOf("timeoutSeconds", 1, 3600), node.NumberOf("failureThreshold", 1, 1000),
            node.NumberOf("successThreshold", 1, 1000));
    }

    private static Autoscaling? Autoscaling(ManifestNode? given)
    {
        if (given is not { } node)
            return null;
        node.RefuseOthers("min", "max", "cpu");
        var (min, max) = (node.NumberOf("min", 1, 1000), node.NumberOf("max", 1, 1000));
        if (min is null || max is null || max < min)
            throw node.Fault("needs \"min\" and a \"max\" that is not below it");
        return new(min.Value, max.Value, node.NumberOf("cpu", 1, 100) ?? 70);
    }

    private static Resources? Amounts(ManifestNode? given)
    {
        if (given is not { } node)
            return null;
        node.RefuseOthers("requests", "limits");
        return new(Quantities(node.Get("requests")), Quantities(node.Get("limits")));
    }

    private static Quantities Quantities(ManifestNode node)
    {
        node.RefuseOthers("cpu", "memory", "storage");
        return new(
            Words.Quantity(node.Get("cpu")), Words.Quantity(node.Get("memory")), Words.Quantity(node.Get("storage")));
    }

    private static Metrics? Metrics(ManifestNode? given)
    {
        if (given is not { } node)
            return null;
        node.RefuseOthers("endpoint", "path");
        return new(
            node.Get("endpoint").Text(), node.Find("path") is { } path ? Words.AbsolutePath(path) : "/metrics");
    }

    private static Backup? Backup(ManifestNode? given)
    {
        if (given is not { } node)
            return null;
        node.RefuseOthers("schedule", "folder", "storage", "files");
        return new(
            Words.Schedule(node.Get("schedule")), Words.AbsolutePath(node.Get("folder")),
            Words.Quantity(node.Get("storage")),
            node.Find("files") is { } files ? Words.AbsolutePath(files) : null);
    }
}

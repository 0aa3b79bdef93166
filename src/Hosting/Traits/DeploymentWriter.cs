using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>Writes the deployment resource. A resource of which there is nothing to say is left out.</summary>
internal static class DeploymentWriter
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<IResource> resources)
    {
        writer.WriteString("type", "pawpal.deployment.v0");
        writer.WriteStartObject("resources");
        foreach (var resource in resources.Where(IsWritten))
        {
            var open = writer.CurrentDepth;
            Traits(new ResourceObject(writer, resource.Name), resource);
            if (writer.CurrentDepth > open)
                writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static bool IsWritten(IResource resource) =>
        resource is not DeploymentResource
        && Last<ManifestPublishingCallbackAnnotation>(resource) is not { Callback: null };

    private static void Traits(ResourceObject target, IResource resource)
    {
        if (Last<ReplicaAnnotation>(resource) is { Replicas: not 1 and var replicas })
            target.Open().WriteNumber("replicas", replicas);
        if (Last<ExplicitStartupAnnotation>(resource) is not null)
            target.Open().WriteBoolean("explicitStart", true);
        if (Last<SecretFilesTrait>(resource) is not null)
            target.Open().WriteBoolean("secretFiles", true);
        if (Last<EgressTrait>(resource) is not null)
            target.Open().WriteBoolean("egress", true);
        WaitWriter.Write(target, resource);
        ProbeWriter.Write(target, resource);
        if (Last<AutoscalingTrait>(resource) is { } scaling)
        {
            var writer = target.Open();
            writer.WriteStartObject("autoscaling");
            writer.WriteNumber("min", scaling.Min);
            writer.WriteNumber("max", scaling.Max);
            writer.WriteNumber("cpu", scaling.Cpu);
            writer.WriteEndObject();
        }

        if (Last<ResourcesTrait>(resource) is { } amounts)
        {
            var writer = target.Open();
            writer.WriteStartObject("resources");
            Amounts(writer, "requests", amounts.Requests);
            Amounts(writer, "limits", amounts.Limits);
            writer.WriteEndObject();
        }

        if (Last<MetricsTrait>(resource) is { } metrics)
        {
            var writer = target.Open();
            writer.WriteStartObject("metrics");
            writer.WriteString("endpoint", metrics.Endpoint);
            writer.WriteString("path", metrics.Path);
            writer.WriteEndObject();
        }

        MonitoringWriter.Write(target, resource);
        if (Last<PublicHostTrait>(resource) is { } open)
        {
            var writer = target.Open();
            writer.WriteStartArray("publicHosts");
            foreach (var host in open.Hosts)
                writer.WriteStringValue(host);
            writer.WriteEndArray();
        }

        if (Last<BackupTrait>(resource) is { } backup)
        {
            Texts(target.Open(), "backup", ("schedule", backup.Schedule), ("folder", backup.Folder),
                ("storage", backup.Storage), ("files", backup.Files));
        }

        if (Last<ObjectNamesTrait>(resource) is { } names)
            Texts(target.Open(), "objectNames", ("objects", names.Objects), ("container", names.Container));
    }

    private static void Texts(Utf8JsonWriter writer, string name, params IEnumerable<(string Name, string? Text)> texts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, text) in texts)
        {
            if (text is not null)
                writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }

    private static void Amounts(Utf8JsonWriter writer, string name, Quantities amounts)
    {
        writer.WriteStartObject(name);
        writer.WriteString("cpu", amounts.Cpu);
        writer.WriteString("memory", amounts.Memory);
        writer.WriteString("storage", amounts.Storage);
        writer.WriteEndObject();
    }

    private static T? Last<T>(IResource resource)
        where T : class, IResourceAnnotation => resource.Annotations.OfType<T>().LastOrDefault();
}

/// <summary>The object of one resource, begun when there is something to write into it.</summary>
internal sealed class ResourceObject(Utf8JsonWriter writer, string name)
{
    private bool _isOpen;

    public Utf8JsonWriter Open()
    {
        if (!_isOpen)
            writer.WriteStartObject(name);
        _isOpen = true;
        return writer;
    }
}

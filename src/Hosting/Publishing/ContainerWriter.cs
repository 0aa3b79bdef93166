using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace PawPal.Hosting.Publishing;

/// <summary>Writes containers: <c>container.v0</c> with an image, <c>container.v1</c> with a build.</summary>
internal static class ContainerWriter
{
    public static async Task WriteAsync(ManifestPublishingContext context, ContainerResource container)
    {
        var writer = context.Writer;
        if (container.Annotations.OfType<DockerfileBuildAnnotation>().LastOrDefault() is { } build)
        {
            writer.WriteString("type", "container.v1");
            context.WriteConnectionString(container);
            Build(context, build);
        }
        else
        {
            var image = container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
                ?? throw new DistributedApplicationException("the container has no image");
            writer.WriteString("type", "container.v0");
            context.WriteConnectionString(container);
            writer.WriteString("image", image.FullName);
        }

        if (container.Entrypoint is { } entrypoint)
            writer.WriteString("entrypoint", entrypoint);
        await context.WriteCommandLineArgumentsAsync(container);
        Mounts(context, container);
        await context.WriteEnvironmentVariablesAsync(container);
        context.WriteBindings(container);
    }

    private static void Build(ManifestPublishingContext context, DockerfileBuildAnnotation build)
    {
        var writer = context.Writer;
        writer.WriteStartObject("build");
        writer.WriteString("context", context.GetManifestRelativePath(build.ContextPath));
        writer.WriteString("dockerfile", context.GetManifestRelativePath(build.DockerfilePath));
        if (build.Stage is { } stage)
            writer.WriteString("stage", stage);
        if (build.BuildArguments.Count > 0)
        {
            writer.WriteStartObject("args");
            foreach (var (name, value) in build.BuildArguments)
                writer.WriteString(name, ManifestText.Of(context, value));
            writer.WriteEndObject();
        }

        if (build.BuildSecrets.Count > 0)
        {
            writer.WriteStartObject("secrets");
            foreach (var (name, value) in build.BuildSecrets)
            {
                writer.WriteStartObject(name);
                writer.WriteString("type", "env");
                writer.WriteString("value", ManifestText.Of(context, value));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Mounts(ManifestPublishingContext context, ContainerResource container)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToLookup(mount => mount.Type);
        Mounts(context, "volumes", mounts[ContainerMountType.Volume],
            mount => ("name", mount.Source));
        Mounts(context, "bindMounts", mounts[ContainerMountType.BindMount],
            mount => ("source", context.GetManifestRelativePath(mount.Source)));
    }

    private static void Mounts(
        ManifestPublishingContext context, string property, IEnumerable<ContainerMountAnnotation> mounts,
        Func<ContainerMountAnnotation, (string Name, string? Value)> origin)
    {
        var writer = context.Writer;
        foreach (var (index, mount) in mounts.Index())
        {
            if (index == 0)
                writer.WriteStartArray(property);
            writer.WriteStartObject();
            if (origin(mount) is (var name, { } value))
                writer.WriteString(name, value);
            writer.WriteString("target", mount.Target);
            writer.WriteBoolean("readOnly", mount.IsReadOnly);
            writer.WriteEndObject();
        }

        if (mounts.Any())
            writer.WriteEndArray();
    }
}

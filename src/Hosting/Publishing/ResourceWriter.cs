using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace PawPal.Hosting.Publishing;

/// <summary>Writes the resources that the format has a type for.</summary>
internal static class ResourceWriter
{
    /// <exception cref="DistributedApplicationException">The format has no type for it.</exception>
    public static Task WriteAsync(ManifestPublishingContext context, IResource resource) => resource switch
    {
        ContainerResource container => context.WriteContainerAsync(container),
        ProjectResource project => ProjectAsync(context, project),
        ExecutableResource executable => ExecutableAsync(context, executable),
        ParameterResource parameter => Parameter(context, parameter),
        IResourceWithConnectionString => Value(context, resource),
        _ => throw new DistributedApplicationException(
            $"the format has no type for a {resource.GetType().Name}. Give it WithManifestPublishingCallback, "
            + "or leave it out with ExcludeFromManifest."),
    };

    private static async Task ProjectAsync(ManifestPublishingContext context, ProjectResource project)
    {
        var metadata = project.Annotations.OfType<IProjectMetadata>().LastOrDefault()
            ?? throw new DistributedApplicationException("the project has no IProjectMetadata");
        context.Writer.WriteString("type", "project.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(metadata.ProjectPath));
        await context.WriteCommandLineArgumentsAsync(project);
        await context.WriteEnvironmentVariablesAsync(project);
        context.WriteBindings(project);
    }

    private static async Task ExecutableAsync(ManifestPublishingContext context, ExecutableResource executable)
    {
        context.Writer.WriteString("type", "executable.v0");
        context.WriteConnectionString(executable);
        context.Writer.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
        context.Writer.WriteString("command", executable.Command);
        await context.WriteCommandLineArgumentsAsync(executable);
        await context.WriteEnvironmentVariablesAsync(executable);
        context.WriteBindings(executable);
    }

    private static Task Parameter(ManifestPublishingContext context, ParameterResource parameter)
    {
        var writer = context.Writer;
        writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
            writer.WriteString("connectionString", parameter.ValueExpression);
        writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        writer.WriteStartObject("inputs");
        writer.WriteStartObject("value");
        writer.WriteString("type", "string");
        if (parameter.Secret)
            writer.WriteBoolean("secret", true);
        if (parameter.Default is { } value)
        {
            writer.WriteStartObject("default");
            value.WriteToManifest(context);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private static Task Value(ManifestPublishingContext context, IResource resource)
    {
        context.Writer.WriteString("type", "value.v0");
        context.WriteConnectionString(resource);
        return Task.CompletedTask;
    }
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using PawPal.Hosting.Model;

namespace PawPal.Hosting.Publishing;

/// <summary>Writes variables and arguments.</summary>
internal static class SettingsWriter
{
    public static async Task VariablesAsync(ManifestPublishingContext context, IResource resource)
    {
        var callbacks = new EnvironmentCallbackContext(
            context.ExecutionContext, resource, new Dictionary<string, object>(StringComparer.Ordinal),
            context.CancellationToken);
        if (resource is ProjectResource project)
            ProjectDefaults.Publish(project, callbacks.EnvironmentVariables);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
            await annotation.Callback(callbacks);
        if (callbacks.EnvironmentVariables.Count == 0)
            return;
        context.Writer.WriteStartObject("env");
        foreach (var (name, value) in callbacks.EnvironmentVariables)
            context.Writer.WriteString(name, ManifestText.Of(context, value));
        context.Writer.WriteEndObject();
    }

    public static async Task ArgumentsAsync(ManifestPublishingContext context, IResource resource)
    {
        var callbacks = new CommandLineArgsCallbackContext([], resource, context.CancellationToken)
        {
            ExecutionContext = context.ExecutionContext,
        };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
            await annotation.Callback(callbacks);
        if (callbacks.Args.Count == 0)
            return;
        context.Writer.WriteStartArray("args");
        foreach (var argument in callbacks.Args)
            context.Writer.WriteStringValue(ManifestText.Of(context, argument));
        context.Writer.WriteEndArray();
    }
}

using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Publishing;

namespace Aspire.Hosting.Publishing;

/// <summary>What a manifest callback works on.</summary>
/// <param name="executionContext">Always publish.</param>
/// <param name="manifestPath">The full path the manifest will have.</param>
/// <param name="writer">Stands inside the resource's object.</param>
public sealed class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer,
    CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext => executionContext;

    public string ManifestPath => manifestPath;

    public Utf8JsonWriter Writer => writer;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>What the written values refer to: it must be in the manifest too.</summary>
    internal References Referenced { get; } = new();

    /// <summary>A full path as one relative to the manifest, with forward slashes.</summary>
    public string? GetManifestRelativePath(string? path)
    {
        if (path is null)
            return null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(manifestPath))!;
        return Path.GetRelativePath(folder, path).Replace('\\', '/');
    }

    /// <summary>Writes the properties of a container.</summary>
    /// <exception cref="DistributedApplicationException">It has no image.</exception>
    public Task WriteContainerAsync(ContainerResource container) => ContainerWriter.WriteAsync(this, container);

    /// <summary>Writes <c>connectionString</c>, if the resource has one.</summary>
    public void WriteConnectionString(IResource resource)
    {
        if (resource is not IResourceWithConnectionString { ConnectionStringExpression: var expression })
            return;
        Referenced.Add(expression);
        writer.WriteString("connectionString", expression.ValueExpression);
    }

    /// <summary>Writes <c>args</c>, if the resource has some.</summary>
    public Task WriteCommandLineArgumentsAsync(IResource resource) => SettingsWriter.ArgumentsAsync(this, resource);

    /// <summary>Writes <c>env</c>, if the resource has variables.</summary>
    public Task WriteEnvironmentVariablesAsync(IResource resource) => SettingsWriter.VariablesAsync(this, resource);

    /// <summary>Writes <c>bindings</c>, if the resource has endpoints.</summary>
    public void WriteBindings(IResource resource) => BindingsWriter.Write(this, resource);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace PawPal.Hosting.Publishing;

/// <summary>Writes the model as a manifest: the same bytes for the same model.</summary>
internal sealed class ManifestWriter(
    IResourceCollection resources, DistributedApplicationExecutionContext execution)
{
    private const string Schema = "https://json.schemastore.org/aspire-8.0.json";

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        // The file is read by tools, never put into a page: a plus sign may stand as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the file in one move: a reader sees the old one or the new one.</summary>
    /// <exception cref="DistributedApplicationException">The model cannot be written, or the file cannot.</exception>
    public async Task WriteAsync(string path, CancellationToken ct)
    {
        var manifest = await RenderAsync(path, ct);
        var beside = $"{path}.{Environment.ProcessId}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(beside, manifest, ct);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"The manifest {path} cannot be written ({refused.Message}) Choose another place with --output-path.",
                refused);
        }
        finally
        {
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }

    private async Task<byte[]> RenderAsync(string path, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(memory, Readable))
        {
            var context = new ManifestPublishingContext(execution, path, writer, ct);
            writer.WriteStartObject();
            writer.WriteString("$schema", Schema);
            writer.WriteStartObject("resources");
            foreach (var resource in resources)
                await WriteAsync(context, resource);
            foreach (var resource in context.Referenced.Resources.Except(resources).ToArray())
                await WriteAsync(context, resource);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        memory.WriteByte((byte)'\n');
        return memory.ToArray();
    }

    private static async Task WriteAsync(ManifestPublishingContext context, IResource resource)
    {
        var own = resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().LastOrDefault();
        if (own is { Callback: null })
            return;
        context.Writer.WriteStartObject(resource.Name);
        try
        {
            await (own?.Callback?.Invoke(context) ?? ResourceWriter.WriteAsync(context, resource));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new DistributedApplicationException(
                $"{resource.Name}: cannot be written into the manifest: {failure.Message}", failure);
        }

        context.Writer.WriteEndObject();
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Publishing;

/// <summary>Does what the command line asks for instead of a run: nothing is started.</summary>
internal sealed class Publisher(
    PublishOptions options, IResourceCollection resources, DistributedApplicationExecutionContext execution,
    IDistributedApplicationEventing eventing, IServiceProvider services, IConsoleLines console)
{
    /// <exception cref="DistributedApplicationException">Command line, model or file is at fault.</exception>
    public async Task PublishAsync(CancellationToken ct)
    {
        if (options.OutputPath is not { } path)
            throw new DistributedApplicationException(options.Fault ?? "Nothing to publish");
        await eventing.PublishAsync(
            new BeforeStartEvent(services, new DistributedApplicationModel(resources)), ct);
        await new ManifestWriter(resources, execution).WriteAsync(path, ct);
        console.Progress($"Manifest: {path}");
    }
}

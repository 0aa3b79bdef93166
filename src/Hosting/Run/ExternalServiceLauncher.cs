using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Starts nothing: the service is somebody else's. Its address has to be one.</summary>
internal sealed class ExternalServiceLauncher : ILauncher
{
    public bool Takes(IResource resource) => resource is ExternalServiceResource;

    public async Task<Launched> LaunchAsync(Launch launch, CancellationToken ct)
    {
        try
        {
            var uri = await ((ExternalServiceResource)launch.Resource).UriAsync(ct);
            return new Launched(null, uri.Host);
        }
        catch (DistributedApplicationException fault)
        {
            throw launch.Unavailable(fault.Message);
        }
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Leaves stores alone that somebody else runs.</summary>
internal sealed class GivenLauncher : ILauncher
{
    public bool Takes(IResource resource) => resource.IsGiven();

    public Task<Launched> LaunchAsync(Launch launch, CancellationToken ct) =>
        Task.FromResult(new Launched(null, $"given by ConnectionStrings:{launch.Resource.Name}"));
}

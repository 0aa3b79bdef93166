using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Containers;

/// <summary>Runs a known store as a container, where that is its form.</summary>
internal sealed class StoreContainers(StoreForms forms, ContainerLauncher containers)
{
    /// <returns>The container that runs, or null and the form of the program that has to run instead.</returns>
    /// <exception cref="ResourceFailure">It must be a container, and cannot.</exception>
    public async Task<(Launched? Container, StoreForm Form)> TryRunAsync(Launch launch, CancellationToken ct)
    {
        var store = (ContainerResource)launch.Resource;
        var form = await forms.DecideAsync(store, ct);
        if (form.Engine is not { } engine)
            return (null, form);
        try
        {
            return (await containers.RunAsync(launch, engine, ct), form);
        }
        catch (ResourceFailure failure) when (form.MayTurnBack)
        {
            launch.Say($"{failure.Cause.TrimEnd('.')}. It runs as a program of this machine instead.");
            return (null, forms.TurnBack(store, engine));
        }
    }
}

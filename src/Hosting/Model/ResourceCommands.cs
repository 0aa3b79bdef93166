using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a command can be used now.</summary>
public enum ResourceCommandState
{
    Enabled,
    Disabled,
    Hidden,
}

/// <summary>The look of an icon.</summary>
public enum IconVariant
{
    Regular,
    Filled,
}

/// <summary>The commands that every resource with a process has.</summary>
public static class KnownResourceCommands
{
    public static readonly string StartCommand = "resource-start";
    public static readonly string StopCommand = "resource-stop";
    public static readonly string RestartCommand = "resource-restart";
}

/// <summary>Something that can be done with a resource.</summary>
/// <param name="name">The name, unique in its resource.</param>
/// <param name="displayName">What people read.</param>
/// <param name="updateState">Tells from a snapshot whether the command can be used.</param>
/// <param name="executeCommand">Does it.</param>
/// <param name="displayDescription">What it does, in a sentence.</param>
/// <param name="parameter">Given back with the request as it is.</param>
/// <param name="confirmationMessage">Asked before it is done.</param>
/// <param name="iconName">A name of the Fluent UI set.</param>
/// <param name="isHighlighted">Whether tools show it beside the resource and not in a menu.</param>
public sealed class ResourceCommandAnnotation(
    string name, string displayName, Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, string? displayDescription,
    object? parameter, string? confirmationMessage, string? iconName, IconVariant? iconVariant, bool isHighlighted)
    : IResourceAnnotation
{
    public string Name => name;

    public string DisplayName => displayName;

    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState => updateState;

    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand => executeCommand;

    public string? DisplayDescription => displayDescription;

    public object? Parameter => parameter;

    public string? ConfirmationMessage => confirmationMessage;

    public string? IconName => iconName;

    public IconVariant? IconVariant => iconVariant;

    public bool IsHighlighted => isHighlighted;

    internal ResourceCommandSnapshot Snapshot(CustomResourceSnapshot of, IServiceProvider services)
    {
        var state = UpdateState(new UpdateCommandStateContext { ResourceSnapshot = of, ServiceProvider = services });
        return new(name, state, displayName, displayDescription, parameter, confirmationMessage, iconName, iconVariant,
            isHighlighted);
    }
}

/// <summary>What a command is decided by.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>What is known of the resource.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>Services of the AppHost.</summary>
    public required IServiceProvider ServiceProvider { get; init; }
}

/// <summary>What a command works with.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>Services of the AppHost.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The resource's id: its name, or the replica's.</summary>
    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the resource's console.</summary>
    public required ILogger Logger { get; init; }
}

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    public required bool Success { get; init; }

    /// <summary>Whether it was given up, which is no failure.</summary>
    public bool Canceled { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }
}

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    public static ExecuteCommandResult Success() => new() { Success = true };

    public static ExecuteCommandResult Failure(string? errorMessage = null) =>
        new() { Success = false, ErrorMessage = errorMessage };

    public static ExecuteCommandResult Failure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failure(exception.Message);
    }

    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}

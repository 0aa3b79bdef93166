using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>Knows how to bring one kind of resource to life. The first that takes a resource launches it.</summary>
internal interface ILauncher
{
    bool Takes(IResource resource);

    /// <exception cref="ResourceFailure">It cannot be started.</exception>
    Task<Launched> LaunchAsync(Launch launch, CancellationToken ct);
}

/// <summary>What runs now.</summary>
/// <param name="Process">The process or container, or null when there is none of ours.</param>
/// <param name="Source">Which form of the resource it is, for the table.</param>
internal sealed record Launched(IRunning? Process, string? Source = null);

/// <summary>One start of one resource.</summary>
internal sealed class Launch(
    IResource resource, ProcessStarter processes, ServiceEnvironment environment, OutputLog log, IConsoleLines console)
{
    public IResource Resource => resource;

    public ProcessStarter Processes => processes;

    public OutputLog Log => log;

    public Task<Dictionary<string, string>> VariablesAsync(CancellationToken ct) =>
        environment.VariablesAsync(resource, ct);

    public Task<List<string>> ArgumentsAsync(CancellationToken ct) => 
        ServiceEnvironment.ArgumentsAsync(resource, new ValueProviderContext { Caller = resource }, ct);

    /// <summary>The variables of a container: none of this machine's, and addresses as containers see them.</summary>
    public Task<Dictionary<string, string>> ContainerVariablesAsync(CancellationToken ct) =>
        environment.ContainerVariablesAsync(resource, ct);

    /// <summary>The arguments of the program in a container, with addresses as containers see them.</summary>
    public Task<List<string>> ContainerArgumentsAsync(CancellationToken ct) =>
        ServiceEnvironment.ArgumentsAsync(resource, ServiceEnvironment.InContainer(resource), ct);

    /// <summary>The arguments of the container engine's own command.</summary>
    public Task<List<string>> ContainerRuntimeArgumentsAsync(CancellationToken ct) =>
        ServiceEnvironment.RuntimeArgumentsAsync(resource, ct);

    /// <summary>Starts the resource's process; what it writes goes to its log.</summary>
    public ChildProcess Start(ProcessPlan plan) => processes.Start(plan, log.Write);

    /// <summary>Tells the person at the console something about the resource.</summary>
    public void Say(string text) => console.Progress($"{resource.Name}: {text}");

    public ResourceFailure Failure(string cause, IReadOnlyList<string>? output = null) =>
        new(resource.Name, cause, output);
}

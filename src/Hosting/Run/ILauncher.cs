using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>Knows how to bring one kind of resource to life. The first that takes a resource launches it.</summary>
internal interface ILauncher
{
    bool Takes(IResource resource);

    /// <exception cref="ResourceFailure">It cannot be started.</exception>
    /// <exception cref="ResourceUnavailable">This machine cannot run its kind; the rest may run on.</exception>
    Task<Launched> LaunchAsync(Launch launch, CancellationToken ct);
}

/// <summary>What runs now.</summary>
/// <param name="Process">The process or container, or null when there is none of ours.</param>
/// <param name="Source">Which form of the resource it is, for the table.</param>
internal sealed record Launched(IRunning? Process, string? Source = null)
{
    /// <summary>Facts for the dashboard beside those of the process, such as a container's id.</summary>
    public ImmutableArray<ResourcePropertySnapshot> Properties { get; init; } = [];
}

/// <summary>One start of one resource.</summary>
internal sealed class Launch(
    Replica replica, ProcessStarter processes, ServiceEnvironment environment, OutputLog log, IConsoleLines console)
{
    private readonly IResource _resource = replica.Resource;

    public IResource Resource => _resource;

    /// <summary>The resource's name, or its replica's id.</summary>
    public string Id => replica.Id;

    public ProcessStarter Processes => processes;

    public OutputLog Log => log;

    /// <summary>The plan of the process that was started.</summary>
    public ProcessPlan? Plan { get; private set; }

    /// <summary>The environment that was asked for, for the dashboard.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> Environment { get; private set; } = [];

    /// <summary>Whether a secret stands in the arguments.</summary>
    public bool HasSecretArgument { get; private set; }

    /// <summary>Who asks for values, and from where: addresses differ in a container.</summary>
    public ValueProviderContext Place { get; private set; } =
        new() { Caller = replica.Resource, ReplicaIndex = replica.Index };

    /// <summary>From now on the resource is a container.</summary>
    public void EnterContainer() => Place = new()
    {
        Caller = _resource,
        ReplicaIndex = replica.Index,
        Network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
    };

    /// <summary>All variables of the process, what it inherits included.</summary>
    public async Task<Dictionary<string, string>> VariablesAsync(CancellationToken ct)
    {
        var variables = InheritedEnvironment.Variables();
        foreach (var (name, value) in await ModelVariablesAsync(ct))
            variables[name] = value;
        return variables;
    }

    /// <summary>The variables the model and the engine give the resource, and nothing that is inherited.</summary>
    public async Task<Dictionary<string, string>> ModelVariablesAsync(CancellationToken ct)
    {
        Environment = await environment.VariablesAsync(replica, Place, ct);
        return Environment.ToDictionary(v => v.Name, v => v.Value ?? "", StringComparer.Ordinal);
    }

    public async Task<List<string>> ArgumentsAsync(CancellationToken ct)
    {
        var (arguments, isSensitive) = await ServiceEnvironment.ArgumentsAsync(_resource, Place, ct);
        HasSecretArgument = isSensitive;
        return arguments;
    }

    /// <summary>The arguments of the container engine's own command.</summary>
    public Task<List<string>> ContainerRuntimeArgumentsAsync(CancellationToken ct) =>
        ServiceEnvironment.RuntimeArgumentsAsync(_resource, Place, ct);

    /// <summary>Starts the resource's process; what it writes goes to its log.</summary>
    public ChildProcess Start(ProcessPlan plan)
    {
        Plan = plan;
        return processes.Start(plan, log.Write);
    }

    /// <summary>Tells the person at the console something about the resource.</summary>
    public void Say(string text) => console.Progress($"{replica.Id}: {text}");

    public ResourceFailure Failure(string cause, IReadOnlyList<string>? output = null) =>
        new(replica, cause, output);

    /// <summary>To be thrown when this machine cannot run the resource's kind: the rest runs on.</summary>
    public ResourceUnavailable Unavailable(string reason) => new(_resource.Name, reason);
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network in which addresses are valid.</summary>
/// <param name="Value">Its name.</param>
public readonly record struct NetworkIdentifier(string Value);

/// <summary>The networks every application knows.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>This machine as its own processes see it.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The network of the application's containers.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");
}

/// <summary>Who asks for a value, and from where: an address differs between a container and its host.</summary>
public sealed class ValueProviderContext
{
    /// <summary>Run or publish.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that gets the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>Where it is; this machine when null.</summary>
    public NetworkIdentifier? Network { get; init; }

    /// <summary>Which of the caller's processes asks.</summary>
    internal int ReplicaIndex { get; init; }

    internal bool IsContainer => Network == KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
}

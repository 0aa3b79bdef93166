using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Expressions;

/// <summary>An endpoint with every number decided.</summary>
/// <param name="Number">The port the process listens on and others call it by.</param>
/// <param name="HostPort">The port of the machine, where it is opened to the outside; null: any.</param>
internal sealed record Port(
    string Binding, string Scheme, string Protocol, int Number, int? HostPort, bool IsExternal)
{
    /// <summary>Not for the other workloads: for its own replicas, or for a person.</summary>
    public bool IsPrivate { get; init; }

    private const int MainPort = 8080;
    private const int FirstFreePort = 8081;

    /// <summary>Decides the numbers that the manifest leaves to the deployment.</summary>
    public static IReadOnlyList<Port> Of(RunResource run)
    {
        var isProject = run.Source is ProjectSource;
        var taken = run.Bindings.Select(binding => binding.TargetPort).OfType<int>().ToHashSet();
        var main = taken.Contains(MainPort) ? Enumerable.Range(FirstFreePort, 1000).First(taken.Add) : MainPort;
        taken.Add(main);
        return [.. run.Bindings.Select(binding =>
        {
            // A project's endpoints without a port share one. Its https has no certificate in a container: the
            // platform's edge ends TLS.
            var isMain = isProject && binding is { Scheme: "http" or "https", TargetPort: null };
            var number = binding.TargetPort
                ?? (isMain ? main : (int?)null)
                ?? (isProject ? null : binding.Port)
                ?? Enumerable.Range(FirstFreePort, 1000).First(taken.Add);
            return new Port(
                binding.Name, isMain ? "http" : binding.Scheme, binding.Protocol, number, binding.Port,
                binding.IsExternal);
        })];
    }
}

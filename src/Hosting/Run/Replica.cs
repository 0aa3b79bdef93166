using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>One of the processes of a resource; most resources have one.</summary>
internal sealed record Replica(IResource Resource, string Id, int Index)
{
    private static readonly AsyncLocal<Replica?> Asked = new();

    /// <summary>
    /// The replica whose health is being asked: the health check service offers no way to hand a check an argument.
    /// </summary>
    public static Replica? Current
    {
        get => Asked.Value;
        set => Asked.Value = value;
    }

    public static IEnumerable<Replica> Of(IResource resource) =>
        ReplicaIds.Of(resource).Select((id, index) => new Replica(resource, id, index));

    /// <summary>Gives a resource that runs several times an id for each; the same ones at every run.</summary>
    public static void Name(IResource resource)
    {
        var count = resource.GetReplicaCount();
        if (count == 1 || resource.Annotations.OfType<ReplicaIds>().Any())
            return;
        resource.Annotations.Add(new ReplicaIds(
            [.. Enumerable.Range(0, count).Select(index => $"{resource.Name}-{Suffix(resource.Name, index)}")]));
    }

    /// <summary>Where this replica listens for an endpoint, known once ports are given out.</summary>
    public AllocatedEndpoint? At(EndpointAnnotation endpoint) =>
        ReplicaEndpoints.Of(endpoint, Resource) is { IsEmpty: false } all ? all[Index] : endpoint.AllocatedEndpoint;

    private static string Suffix(string name, int index)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}/{index}"));
        return string.Concat(hash.Take(8).Select(b => (char)('a' + (b % 26))));
    }
}

/// <summary>Where each replica listens for an endpoint.</summary>
internal sealed record ReplicaEndpoints(EndpointAnnotation Endpoint, ImmutableArray<AllocatedEndpoint> All)
    : IResourceAnnotation
{
    /// <summary>Empty for a resource that runs once.</summary>
    public static ImmutableArray<AllocatedEndpoint> Of(EndpointAnnotation endpoint, IResource resource) =>
        resource.Annotations.OfType<ReplicaEndpoints>()
            .FirstOrDefault(each => ReferenceEquals(each.Endpoint, endpoint))?.All ?? [];
}

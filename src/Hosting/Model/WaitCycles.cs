using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Model;

/// <summary>Finds resources that would wait for each other for ever.</summary>
internal static class WaitCycles
{
    /// <exception cref="DistributedApplicationException">There is a cycle; the message spells it out.</exception>
    public static void Refuse(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
            Visit(resource, [], done);
    }

    private static void Visit(IResource resource, List<IResource> path, HashSet<IResource> done)
    {
        if (path.IndexOf(resource) is var start and >= 0)
        {
            var cycle = path.Skip(start).Append(resource).Select(r => r.Name);
            throw new DistributedApplicationException(
                $"Resources wait for each other and none could start: {string.Join(" -> ", cycle)}");
        }

        if (!done.Add(resource))
            return;
        path.Add(resource);
        foreach (var next in Next(resource))
            Visit(next, path, done);
        path.RemoveAt(path.Count - 1);
    }

    private static IEnumerable<IResource> Next(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);
        // A database is up only once its server is.
        return resource is IResourceWithParent child ? waits.Append(child.Parent) : waits;
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Tells which resources the start of the application goes on without.</summary>
internal static class Held
{
    /// <summary>Those that a person starts, and those that wait for them.</summary>
    public static IReadOnlySet<IResource> In(IEnumerable<IResource> resources)
    {
        var known = new Dictionary<IResource, bool>();
        return resources.Where(resource => IsHeld(resource, known)).ToHashSet();
    }

    /// <summary>A server whose databases all lie elsewhere, and that nothing else refers to, need not start.</summary>
    public static void LeaveUnneeded(IReadOnlyCollection<IResource> resources)
    {
        foreach (var server in resources.OfType<ContainerResource>().Where(server => !server.IsGiven()))
        {
            var children = resources.OfType<IResourceWithParent>().Where(child => child.Parent == server).ToArray();
            if (children.Length > 0 && Array.TrueForAll(children, child => child.IsGiven())
                && !resources.Except(children).Any(other => RefersTo(other, server)))
            {
                server.Annotations.Add(new ExplicitStartupAnnotation());
            }
        }
    }

    private static bool RefersTo(IResource resource, IResource other) =>
        resource.Annotations.OfType<ResourceRelationshipAnnotation>().Any(relation => relation.Resource == other)
        || resource.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == other);

    private static bool IsHeld(IResource resource, Dictionary<IResource, bool> known)
    {
        if (known.TryGetValue(resource, out var isHeld))
            return isHeld;
        known[resource] = false;
        return known[resource] = resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()
            || Waits.Of(resource).Any(wait => IsHeld(wait.Resource, known));
    }
}

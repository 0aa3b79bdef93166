using Aspire.Hosting;

namespace PawPal.Hosting.Run;

/// <summary>A resource cannot start or did not stay: one line with its name, the cause and the way out.</summary>
internal class ResourceFailure(string id, string resource, string cause, IReadOnlyList<string>? output = null)
    : DistributedApplicationException($"{id}: {cause}")
{
    public ResourceFailure(string resource, string cause, IReadOnlyList<string>? output = null)
        : this(resource, resource, cause, output)
    {
    }

    public ResourceFailure(Replica replica, string cause, IReadOnlyList<string>? output = null)
        : this(replica.Id, replica.Resource.Name, cause, output)
    {
    }

    /// <summary>The resource's name, or its replica's id.</summary>
    public string Id => id;

    /// <summary>The resource's name.</summary>
    public string Resource => resource;

    /// <summary>The cause without the name, for the lines of those who wait.</summary>
    public string Cause => cause;

    /// <summary>The last lines it wrote.</summary>
    public IReadOnlyList<string> Output => output ?? [];
}

/// <summary>
/// This machine cannot run a resource of that kind. The application runs on without it, unless something waits for it.
/// </summary>
internal sealed class ResourceUnavailable(string resource, string reason) : ResourceFailure(resource, reason);

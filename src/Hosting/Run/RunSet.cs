using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>The runs of the application's resources.</summary>
internal sealed class RunSet
{
    private readonly List<ResourceRun> _runs = [];

    public IReadOnlyList<ResourceRun> All => _runs;

    public void Add(ResourceRun run) => _runs.Add(run);

    public IEnumerable<ResourceRun> Of(IResource resource) => _runs.Where(run => run.Resource == resource);

    /// <exception cref="InvalidOperationException">The engine runs nothing of that id.</exception>
    public ResourceRun Get(string id) =>
        _runs.Find(run => run.Replica.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidOperationException($"The engine does not run '{id}'.");

    /// <summary>The runs of what lies inside a resource, such as the databases of a server.</summary>
    public IEnumerable<ResourceRun> Inside(IResource resource) =>
        _runs.Where(run => run.Resource is IResourceWithParent child && child.Parent == resource);
}

using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>Stops resources in reverse order, side by side where none stands on another, all within 10 s.</summary>
internal sealed class StopOrder(IReadOnlyList<ResourceRun> runs)
{
    private static readonly TimeSpan Services = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan All = TimeSpan.FromSeconds(8);
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly Dictionary<ResourceRun, Task> _stops = [];

    public Task StopAsync(CancellationToken hurry)
    {
        // Youngest first, so that every run finds the stops of those that stand on it.
        foreach (var run in runs.OrderByDescending(run => run.StartedAs))
            _stops[run] = StopAsync(run, [.. Dependents(run).Select(dependent => _stops[dependent])], hurry);
        return Task.WhenAll(_stops.Values);
    }

    private async Task StopAsync(ResourceRun run, Task[] dependents, CancellationToken hurry)
    {
        await Task.WhenAll(dependents);
        // A store comes last and may have data to write: the services' time is cut, not its own.
        var limit = (run.Resource is ContainerResource ? All : Services) - _since.Elapsed;
        await run.StopAsync(limit > TimeSpan.FromSeconds(1) ? limit : TimeSpan.FromSeconds(1), hurry);
    }

    private IEnumerable<ResourceRun> Dependents(ResourceRun run) => runs.Where(other =>
        other.StartedAs > run.StartedAs && StandsOn(other.Resource).Any(resource => Contains(run.Resource, resource)));

    private static IEnumerable<IResource> StandsOn(IResource resource) =>
        resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relation => relation.Resource);

    private static bool Contains(IResource outer, IResource inner) =>
        ReferenceEquals(outer, inner) || (inner is IResourceWithParent child && Contains(outer, child.Parent));
}

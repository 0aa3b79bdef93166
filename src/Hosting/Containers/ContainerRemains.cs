using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Containers;

/// <summary>Containers of this application that nobody looks after any more.</summary>
internal static class ContainerRemains
{
    private const string Format =
        "{{.Id}}\t{{.Name}}\t{{index .Config.Labels \"" + ContainerApplication.OwnerLabel + "\"}}"
        + "\t{{index .Config.Labels \"" + ContainerApplication.LifetimeLabel + "\"}}";

    /// <summary>Removes those of a run's lifetime whose engine is dead, or is ours.</summary>
    /// <returns>The names of those removed.</returns>
    public static async Task<IReadOnlyList<string>> RemoveAsync(
        ContainerEngine engine, ContainerApplication application, CancellationToken ct, bool evenOfOurs = false)
    {
        var listed = await engine.RunAsync(["ps", "--all", "--quiet", $"--filter={application.Filter}"], ct);
        var removed = new List<string>();
        foreach (var id in listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var known = (await engine.InspectAsync("container", id, Format, ct))?.Split('\t');
            if (known is not [_, var name, var owner, "session"] || !IsFree(owner, evenOfOurs))
                continue;
            await engine.RemoveAsync(id, ct);
            removed.Add(name.TrimStart('/'));
        }

        return removed;
    }

    private static bool IsFree(string owner, bool evenOfOurs)
    {
        if (ProcessIdentity.Parse(owner) is not { IsAlive: true } alive)
            return true;
        return evenOfOurs && alive.Pid == Environment.ProcessId;
    }
}

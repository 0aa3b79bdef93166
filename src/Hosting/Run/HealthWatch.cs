using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Run;

/// <summary>Asks the health checks of resources: often while they start, seldom later.</summary>
internal sealed class HealthWatch(HealthCheckService checks, ResourceNotificationService states, TimeProvider clock)
{
    private static readonly TimeSpan AtStart = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    /// <summary>Whether the resource tells its health at all.</summary>
    public static bool Watches(IResource resource) => resource.Annotations.OfType<HealthCheckAnnotation>().Any();

    /// <summary>Publishes that nothing is known yet, so that "running" is not taken for "healthy".</summary>
    public Task BeginAsync(IResource resource) => states.PublishUpdateAsync(resource, snapshot => snapshot with
    {
        HealthReports = [.. Keys(resource).Select(key => new HealthReportSnapshot(key, null, null, null))],
    });

    /// <summary>Asks until the resource is healthy.</summary>
    public async Task UntilHealthyAsync(IResource resource, CancellationToken ct)
    {
        while (await AskAsync(resource, ct) != HealthStatus.Healthy)
            await Task.Delay(AtStart, clock, ct);
    }

    /// <summary>Asks for ever, and calls back at every turn for worse or better.</summary>
    public async Task ForEverAsync(IResource resource, Action<HealthStatus, string?> changed, CancellationToken ct)
    {
        var before = HealthStatus.Healthy;
        while (true)
        {
            await Task.Delay(Later, clock, ct);
            var now = await AskAsync(resource, ct);
            if (now != before)
                changed(now, Reason(resource));
            before = now;
        }
    }

    /// <summary>What the worst check said last.</summary>
    public string? Reason(IResource resource) =>
        states.TryGetCurrentState(resource.Name, out var known)
            ? known.Snapshot.HealthReports.Where(r => r.Status != HealthStatus.Healthy)
                .Select(r => r.Description ?? r.ExceptionText).FirstOrDefault(text => text is not null)
            : null;

    private static HashSet<string> Keys(IResource resource) =>
        resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Asks once and publishes the answer.</summary>
    public async Task<HealthStatus> AskAsync(IResource resource, CancellationToken ct)
    {
        var keys = Keys(resource);
        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), ct);
        var now = clock.GetUtcNow().UtcDateTime;
        await states.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            HealthReports =
            [
                .. report.Entries.Select(e => new HealthReportSnapshot(
                    e.Key, e.Value.Status, e.Value.Description, e.Value.Exception?.Message)
                {
                    LastRunAt = now,
                }),
            ],
        });
        return report.Status;
    }
}

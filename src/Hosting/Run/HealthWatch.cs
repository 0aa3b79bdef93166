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
    public Task BeginAsync(Replica replica) =>
        states.PublishUpdateAsync(replica.Resource, replica.Id, snapshot => snapshot with
        {
            HealthReports = [.. Keys(replica.Resource).Select(key => new HealthReportSnapshot(key, null, null, null))],
        });

    /// <summary>Asks until the resource is healthy.</summary>
    /// <exception cref="ResourceFailure">A check says that it never will be.</exception>
    public async Task UntilHealthyAsync(Replica replica, CancellationToken ct)
    {
        while (await AskAsync(replica, ct) is var report && report.Status != HealthStatus.Healthy)
        {
            if (report.Entries.Values.FirstOrDefault(entry => Hopeless.Is(entry)) is { Description: { } why })
                throw new ResourceFailure(replica.Id, why);
            await Task.Delay(AtStart, clock, ct);
        }
    }

    /// <summary>Asks for ever, and calls back at every turn for worse or better.</summary>
    public async Task ForEverAsync(
        Replica replica, HealthStatus before, Action<HealthStatus, string?> changed, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Later, clock, ct);
            var now = (await AskAsync(replica, ct)).Status;
            if (now != before)
                changed(now, Reason(replica.Id));
            before = now;
        }
    }

    /// <summary>What the worst check said last.</summary>
    public string? Reason(string id) =>
        states.TryGetCurrentState(id, out var known)
            ? known.Snapshot.HealthReports.Where(r => r.Status != HealthStatus.Healthy)
                .Select(r => r.Description ?? r.ExceptionText).FirstOrDefault(text => text is not null)
            : null;

    /// <summary>Asks once and publishes the answer.</summary>
    public async Task<HealthReport> AskAsync(Replica replica, CancellationToken ct)
    {
        var keys = Keys(replica.Resource);
        Replica.Current = replica;
        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), ct);
        var now = clock.GetUtcNow().UtcDateTime;
        await states.PublishUpdateAsync(replica.Resource, replica.Id, snapshot => snapshot with
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
        return report;
    }

    private static HashSet<string> Keys(IResource resource) =>
        resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)
            .ToHashSet(StringComparer.Ordinal);
}

/// <summary>The answer of a check that no time will mend, such as a wrong password.</summary>
internal static class Hopeless
{
    private const string Mark = "hosting.hopeless";

    public static HealthCheckResult Unhealthy(string why) =>
        HealthCheckResult.Unhealthy(
            why, data: new Dictionary<string, object>(StringComparer.Ordinal) { [Mark] = true });

    public static bool Is(HealthReportEntry entry) => entry.Data.ContainsKey(Mark);
}

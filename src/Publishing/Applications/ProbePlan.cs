using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Applications;

/// <summary>
/// Chooses the three questions. A start may take five minutes; a pod leaves the service after half a minute of failures
/// and is started anew only after two minutes: a slow one is not made slower by killing it.
/// </summary>
internal static class ProbePlan
{
    public static Probes Of(Traits traits, IReadOnlyList<Port> ports, KnownImage? known)
    {
        var check = traits.HealthChecks is [var first, ..] ? first : null;
        var ready = Probe.From(
            traits.Readiness ?? (check is null ? null : new(check.Endpoint, check.Path)), 10, 3, true);
        var live = Probe.From(traits.Liveness, 20, 6, false);
        var start = Probe.From(traits.Startup, 5, 60, false);
        if (known is not null)
        {
            var (health, life) = (new ShellQuestion(known.Health), new ShellQuestion(known.Life));
            return new(start ?? new(life, 5, 60), ready ?? new(health, 10, 3), live ?? new(life, 20, 6));
        }

        if (Fallback(ports, ready) is not { } open)
            return new(start, ready, live);
        return new(
            start ?? new(live?.Question ?? open, 5, 60), ready ?? new(open, 10, 3), live ?? new(open, 20, 6));
    }

    // A readiness path must not decide about life and death: it may ask the stores.
    private static ProbeQuestion? Fallback(IReadOnlyList<Port> ports, Probe? ready)
    {
        if (ready?.Question is HttpQuestion asked)
            return new TcpQuestion(asked.Binding);
        return ports.FirstOrDefault(port => port.Protocol == "tcp") is { } port ? new TcpQuestion(port.Binding) : null;
    }
}

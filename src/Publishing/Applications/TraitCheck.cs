using PawPal.Publishing.Deployments;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Applications;

/// <summary>Traits must speak of things that are there.</summary>
internal static class TraitCheck
{
    public static void Check(RunResource run, Traits traits, IReadOnlyCollection<RunResource> all)
    {
        string?[] endpoints = [
            traits.Startup?.Endpoint, traits.Readiness?.Endpoint, traits.Liveness?.Endpoint, traits.Metrics?.Endpoint,
            .. traits.HealthChecks.Select(check => check.Endpoint)];
        foreach (var endpoint in endpoints.OfType<string>())
        {
            if (run.Bindings.All(binding => binding.Name != endpoint))
            {
                throw new PublishException(
                    $"{run.Path}: a trait speaks of the endpoint \"{endpoint}\", which it does not have");
            }
        }

        if (!traits.Monitoring.IsEmpty && traits.Metrics is null)
            throw new PublishException($"{run.Path}: has \"monitoring\" and no \"metrics\" to read");
        foreach (var wait in traits.Waits)
        {
            if (wait.Resource == run.Name)
                throw new PublishException($"{run.Path}: waits for itself");
            if (wait.Until == WaitUntil.Completed && all.All(other => other.Name != wait.Resource))
                throw new PublishException($"{run.Path}: waits for \"{wait.Resource}\", which does not run");
        }
    }
}

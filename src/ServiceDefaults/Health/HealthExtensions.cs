using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace PawPal.ServiceDefaults.Health;

internal static class HealthExtensions
{
    public const string Path = "/api/v1/health";

    private const string LiveTag = "live";

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<HealthAnswer>();
        builder.AddHealthCheckOnce(new HealthCheckRegistration(
            "self", _ => new AlwaysHealthy(), failureStatus: null, tags: [LiveTag]));
    }

    /// <summary>Adds a check unless one of that name stands there already.</summary>
    public static void AddHealthCheckOnce(this IHostApplicationBuilder builder, HealthCheckRegistration check)
    {
        builder.Services.AddHealthChecks();
        builder.Services.Configure<HealthCheckServiceOptions>(options =>
        {
            if (!options.Registrations.Any(known => string.Equals(known.Name, check.Name, StringComparison.Ordinal)))
                options.Registrations.Add(check);
        });
    }

    public static void MapHealth(this WebApplication app)
    {
        var answer = app.Services.GetRequiredService<HealthAnswer>();
        Map("/live", check => check.Tags.Contains(LiveTag));
        Map("/ready", _ => true);

        void Map(string path, Func<HealthCheckRegistration, bool> predicate) =>
            app.MapHealthChecks(Path + path, new HealthCheckOptions
            {
                Predicate = predicate,
                ResponseWriter = answer.WriteAsync,
                ResultStatusCodes =
                {
                    [HealthStatus.Healthy] = StatusCodes.Status200OK,
                    [HealthStatus.Degraded] = StatusCodes.Status200OK,
                    [HealthStatus.Unhealthy] = StatusCodes.Status503ServiceUnavailable,
                },
            })
            .AllowAnonymous()
            .DisableHttpMetrics();
    }

    private sealed class AlwaysHealthy : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy());
    }
}

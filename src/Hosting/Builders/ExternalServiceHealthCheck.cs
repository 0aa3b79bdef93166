using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Model;

/// <summary>Healthy while the external service answers a GET with the expected status.</summary>
internal sealed class ExternalServiceHealthCheck(ExternalServiceResource service, string? path, int status)
    : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
    {
        try
        {
            var uri = new Uri(await service.UriAsync(ct), path);
            using var answer = await Client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)answer.StatusCode == status
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(string.Create(
                    CultureInfo.InvariantCulture, $"GET {uri} answers {(int)answer.StatusCode}, not {status}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or DistributedApplicationException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"no answer within {Client.Timeout.TotalSeconds:0} s");
        }
    }
}

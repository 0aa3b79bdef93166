using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PawPal.Hosting.Run;

/// <summary>Healthy while a GET is answered with the expected status.</summary>
internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int status) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    private string Url() =>
        Replica.Current?.At(endpoint.EndpointAnnotation)?.UriString ?? endpoint.Url;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
    {
        try
        {
            using var answer = await Client.GetAsync(
                new Uri(new Uri(Url()), path), HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)answer.StatusCode == status
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(string.Create(
                    CultureInfo.InvariantCulture, $"GET {path} answers {(int)answer.StatusCode}, not {status}"));
        }
        catch (HttpRequestException failure)
        {
            return HealthCheckResult.Unhealthy($"GET {path} is not answered: {failure.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"GET {path} is not answered within {Client.Timeout.TotalSeconds:0} s");
        }
    }
}

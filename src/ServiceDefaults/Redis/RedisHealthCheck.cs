using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Redis;

/// <summary>Redis may be missed: without it a service is degraded, not unready.</summary>
internal sealed class RedisHealthCheck(RedisConnection connection) : IHealthCheck
{
    // Less than a prober's usual second: a hung Redis must not make the whole answer late.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        try
        {
            await PingAsync().WaitAsync(Limit, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception problem) when (problem is RedisException or TimeoutException or ObjectDisposedException)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus,
                problem is RedisConnectionException ? "Redis is not connected" : "Redis does not answer");
        }
    }

    private async Task PingAsync()
    {
        var redis = await connection.GetAsync();
        await redis.GetDatabase().PingAsync();
    }
}

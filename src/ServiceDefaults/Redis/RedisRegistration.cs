using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PawPal.ServiceDefaults.Caching;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Health;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Redis;

internal static class RedisRegistration
{
    /// <summary>
    /// Registers the process's client; asked for again, as the cache does, it leaves the first as it is.
    /// </summary>
    public static void AddClient(
        IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(RedisSettings)))
            return;
        builder.ReadSecretFiles();
        var settings = new RedisSettings(
            builder.Configuration, name, builder.Environment.ApplicationName, configureSettings, configureOptions);
        builder.Services.AddSingleton(settings);
        builder.Services.AddStartupCheck(() => settings.Options());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RedisTelemetry>();
        builder.Services.AddSingleton<RedisConnection>();
        // Before the connection in order of start, so after it in order of stop: the last commands are still measured.
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisTelemetry>());
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisConnection>());
        // Whoever resolves the client itself waits for the first attempt, at most the connect timeout.
        builder.Services.AddSingleton<IConnectionMultiplexer>(
            services => services.GetRequiredService<RedisConnection>().GetAsync().GetAwaiter().GetResult());
        if (!settings.Settings.DisableHealthChecks)
            AddHealthCheck(builder, name);
    }

    public static void AddCache(IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<CacheMetrics>();
        builder.Services.TryAddSingleton<CacheBreaker>();
        builder.Services.TryAddSingleton<IDistributedCache, RedisCache>();
    }

    private static void AddHealthCheck(IHostApplicationBuilder builder, string name)
    {
        builder.Services.TryAddSingleton<RedisHealthCheck>();
        builder.AddHealthCheckOnce(new HealthCheckRegistration(
            $"redis-{name}",
            services => services.GetRequiredService<RedisHealthCheck>(),
            HealthStatus.Degraded,
            tags: ["ready"]));
    }
}

using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Caching.Distributed;
using PawPal.ServiceDefaults.Configuration;
using PawPal.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Redis for a service, under the names of Aspire's client integration.</summary>
public static class RedisExtensions
{
    /// <summary>
    /// Registers an <see cref="IConnectionMultiplexer"/> that connects in the background: the start neither waits for
    /// Redis nor fails without it, and without it the service is degraded, not unready. It is configured by
    /// <c>ConnectionStrings:<paramref name="connectionName"/></c>, else <c>Aspire:StackExchange:Redis</c>, else
    /// <c>REDIS_URL</c>; a missing or unreadable value stops the start with a
    /// <see cref="ServiceConfigurationException"/> that names the keys. A service has one Redis: a second call
    /// changes nothing.
    /// </summary>
    /// <remarks>
    /// While Redis is away commands fail at once with a <see cref="RedisConnectionException"/>; while it hangs they
    /// fail after 1 s. Take <see cref="AddRedisDistributedCache"/> where 1 s is too long.
    /// </remarks>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionName);
        RedisRegistration.AddClient(builder, connectionName, configureSettings, configureOptions);
    }

    /// <summary>
    /// Registers an <see cref="IDistributedCache"/> over Redis (and what <see cref="AddRedisClient"/> registers) that
    /// costs a caller at most about 100 ms a call, whatever state Redis is in. After a few failures it is left alone
    /// for 5 s at a time: reads are then misses at once and writes are dropped. What a dropped write or removal left
    /// behind is not read again. No call throws because of Redis.
    /// </summary>
    public static void AddRedisDistributedCache(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        builder.AddRedisClient(connectionName, configureSettings, configureOptions);
        RedisRegistration.AddCache(builder);
    }
}

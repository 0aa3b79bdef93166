using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Redis;

namespace Aspire.Hosting;

/// <summary>Adds Redis.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>A Redis server with a generated password.</summary>
    /// <param name="name">The resource's name, and the connection string's.</param>
    /// <param name="port">The port; any free one when null.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port) => builder.AddRedis(name, port, null);

    /// <summary>A Redis server.</summary>
    /// <param name="name">The resource's name, and the connection string's.</param>
    /// <param name="port">The port; any free one when null.</param>
    /// <param name="password">The password; generated once and kept when null.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateGeneratedPassword(builder, $"{name}-password");
        var redis = new RedisResource(name, secret);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(check, _ => new RedisHealthCheck(redis), null, null));
        return builder.AddResource(redis)
            .WithEndpoint(port, 6379, name: RedisResource.PrimaryEndpointName)
            .WithImage(RedisImage.Name, RedisImage.Tag).WithImageRegistry(RedisImage.Registry)
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(context =>
            {
                if (redis.PasswordParameter is { } password)
                    context.EnvironmentVariables["REDIS_PASSWORD"] = password;
            })
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add(ServerCommand(redis));
            })
            .WithHealthCheck(check)
            .GivenByConfiguration();
    }

    /// <summary>Keeps the data beyond a run.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithAnnotation(new ContainerMountAnnotation(
            name ?? VolumeName.For(builder, "data"), "/data", ContainerMountType.Volume, isReadOnly));
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Fixes the port; null takes any free one.</summary>
    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.PrimaryEndpoint.EndpointAnnotation.Port = port;
        return builder;
    }

    /// <summary>Takes the password from a parameter.</summary>
    public static IResourceBuilder<RedisResource> WithPassword(
        this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource> password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Writes the data to disk when it changed.</summary>
    /// <param name="interval">The time between two looks, at least a second; a minute when null.</param>
    /// <param name="keysChangedThreshold">The number of changes that cause a write.</param>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new RedisPersistence(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold),
            ResourceAnnotationMutationBehavior.Replace);
    }

    // A shell puts the password in, so that it does not stand in the container's arguments.
    private static string ServerCommand(RedisResource redis)
    {
        var command = new StringBuilder("redis-server");
        if (redis.PasswordParameter is not null)
            command.Append(" --requirepass $REDIS_PASSWORD");
        if (redis.Annotations.OfType<RedisPersistence>().LastOrDefault() is { } keeps)
            command.Append(CultureInfo.InvariantCulture, $" --save {keeps.Seconds} {keeps.KeysChanged}");
        return command.ToString();
    }
}

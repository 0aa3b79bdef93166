using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Run;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>A check registered in the builder's services tells the resource's health.</summary>
    /// <param name="key">The check's name.</param>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
        {
            throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>The resource is healthy while a GET is answered with the status.</summary>
    /// <param name="path">The path, <c>/</c> when null.</param>
    /// <param name="statusCode">The status, 200 when null.</param>
    /// <param name="endpointName">The endpoint; the first HTTP endpoint when null.</param>
    /// <exception cref="DistributedApplicationException">The resource has no such endpoint.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.Resource;
        var endpoint = HttpEndpointOf(resource, endpointName, "health check");
        path ??= "/";
        var status = statusCode ?? 200;
        var key = HttpCheckKey(resource, endpoint.Name, path, status);
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new HttpHealthCheck(new EndpointReference(resource, endpoint.Name), path, status), null, null));
        return builder.WithHealthCheck(key);
    }
}

using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Model;

namespace Aspire.Hosting;

/// <summary>Adds services outside the application.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>A service outside the application.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="url">Its address: absolute, with the path <c>/</c>.</param>
    /// <exception cref="ArgumentException">The address is not as asked for.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, string name, string url)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? builder.AddExternalService(name, uri)
            : throw new ArgumentException($"The address '{url}' of {name} is not absolute.", nameof(url));
    }

    /// <inheritdoc cref="AddExternalService(IDistributedApplicationBuilder, string, string)"/>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, string name, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new ExternalServiceResource(name, uri)).WithUrl(uri.ToString());
    }

    /// <summary>A service outside the application whose address is a parameter's value.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        return builder.Add(new ExternalServiceResource(name, urlParameter.Resource))
            .WithUrl(ReferenceExpression.Create($"{urlParameter.Resource}"));
    }

    /// <summary>The service is healthy while a GET is answered with the status.</summary>
    /// <param name="path">The path; the address itself when null.</param>
    /// <param name="statusCode">The status, 200 when null.</param>
    /// <exception cref="ArgumentException">The address is not one of HTTP.</exception>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(
        this IResourceBuilder<ExternalServiceResource> builder, string? path = null, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = builder.Resource;
        if (service.Uri is { Scheme: not ("http" or "https") })
        {
            throw new ArgumentException(
                $"The address '{service.Uri}' of {service.Name} is not one of HTTP.", nameof(builder));
        }

        var status = statusCode ?? 200;
        var key = string.Create(CultureInfo.InvariantCulture, $"{service.Name}_external_{path}_{status}_check");
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new ExternalServiceHealthCheck(service, path, status), null, null));
        return builder.WithHealthCheck(key);
    }

    private static IResourceBuilder<ExternalServiceResource> Add(
        this IDistributedApplicationBuilder builder, ExternalServiceResource service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // The format has no word for it; those who refer to it carry its address.
        return builder.AddResource(service).ExcludeFromManifest();
    }
}

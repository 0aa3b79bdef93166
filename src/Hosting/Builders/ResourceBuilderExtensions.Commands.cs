using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Run;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a command that people can give the resource.</summary>
    /// <param name="name">The name, unique in the resource; another command of the name is replaced.</param>
    /// <param name="displayName">What people read.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="commandOptions">How it is shown and when it can be used.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder, string name, string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);
        var options = commandOptions ?? new CommandOptions();
        foreach (var earlier in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>()
            .Where(command => command.Name == name).ToArray())
        {
            builder.Resource.Annotations.Remove(earlier);
        }

        return builder.WithAnnotation(new ResourceCommandAnnotation(
            name, displayName, options.UpdateState ?? (_ => ResourceCommandState.Enabled), executeCommand,
            options.Description, options.Parameter, options.ConfirmationMessage, options.IconName, options.IconVariant,
            options.IsHighlighted));
    }

    /// <summary>Adds a command that sends the resource an HTTP request. It can be used while it is healthy.</summary>
    /// <param name="path">The request's path.</param>
    /// <param name="displayName">What people read.</param>
    /// <param name="endpointName">The endpoint; the first HTTP endpoint when null.</param>
    /// <param name="commandName">The command's name; made of resource, endpoint, method and path when null.</param>
    /// <param name="commandOptions">How it is shown, sent and judged.</param>
    /// <exception cref="DistributedApplicationException">The resource has no such endpoint.</exception>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder, string path, string displayName, string? endpointName = null,
        string? commandName = null, HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.Resource;
        return builder.WithHttpCommand(path, displayName, () => HttpEndpoint(resource, endpointName), commandName,
            commandOptions);
    }

    /// <inheritdoc cref="WithHttpCommand{TResource}(IResourceBuilder{TResource}, string, string, string, string, HttpCommandOptions)"/>
    /// <param name="endpointSelector">Chooses the endpoint; the first HTTP endpoint when null.</param>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder, string path, string displayName,
        Func<EndpointReference>? endpointSelector, string? commandName = null,
        HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        var options = commandOptions ?? new HttpCommandOptions();
        var resource = builder.Resource;
        var select = endpointSelector ?? options.EndpointSelector ?? (() => HttpEndpoint(resource, null));
        var endpoint = select();
        if (endpoint.Scheme is not ("http" or "https"))
        {
            throw new DistributedApplicationException(
                $"Could not create HTTP command for resource '{resource.Name}': its endpoint "
                + $"'{endpoint.EndpointName}' does not speak HTTP.");
        }

        builder.ApplicationBuilder.Services.AddHttpClient();
        var method = options.Method ?? HttpMethod.Post;
        var request = new HttpCommand(resource, endpoint, path, method, options);
        return builder.WithCommand(
            commandName ?? $"{resource.Name}-{endpoint.EndpointName}-http-{method.Method.ToLowerInvariant()}-{path}",
            displayName, request.ExecuteAsync, new CommandOptions
            {
                Description = options.Description,
                Parameter = options.Parameter,
                ConfirmationMessage = options.ConfirmationMessage,
                IconName = options.IconName,
                IconVariant = options.IconVariant,
                IsHighlighted = options.IsHighlighted,
                UpdateState = options.UpdateState ?? (context =>
                    context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy
                        ? ResourceCommandState.Enabled
                        : ResourceCommandState.Disabled),
            });
    }

    private static EndpointReference HttpEndpoint(IResourceWithEndpoints resource, string? name)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => name is null
                ? e.UriScheme is "http" or "https"
                : e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new DistributedApplicationException(
                $"Could not create HTTP command for resource '{resource.Name}': "
                + $"it has no endpoint '{name ?? "http"}'.");
        return new EndpointReference(resource, endpoint.Name);
    }
}

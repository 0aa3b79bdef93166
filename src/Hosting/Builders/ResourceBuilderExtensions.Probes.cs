using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// A platform asks the resource by HTTP GET whether it is as it should be. A run counts the answer as the
    /// resource's health.
    /// </summary>
    /// <param name="type">What the probe decides; a later one of the same type takes its place.</param>
    /// <param name="path">The path, <c>/</c> when null.</param>
    /// <param name="initialDelaySeconds">Seconds before the first question, 5 when null.</param>
    /// <param name="periodSeconds">Seconds between two questions, 5 when null.</param>
    /// <param name="timeoutSeconds">Seconds an answer may take, 1 when null.</param>
    /// <param name="failureThreshold">Bad answers in a row that count as a failure, 3 when null.</param>
    /// <param name="successThreshold">Good answers in a row that count as a success, 1 when null.</param>
    /// <param name="endpointName">The endpoint; the first HTTP endpoint when null.</param>
    /// <exception cref="DistributedApplicationException">
    /// The resource has no such endpoint, or a health check that asks the same path.
    /// </exception>
    [Experimental("ASPIREPROBES001")]
    public static IResourceBuilder<T> WithHttpProbe<T>(
        this IResourceBuilder<T> builder, ProbeType type, string? path = null, int? initialDelaySeconds = null,
        int? periodSeconds = null, int? timeoutSeconds = null, int? failureThreshold = null,
        int? successThreshold = null, string? endpointName = null)
        where T : IResourceWithEndpoints, IResourceWithProbes
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.Resource;
        var endpoint = new EndpointReference(resource, HttpEndpointOf(resource, endpointName, "probe").Name);
        foreach (var earlier in resource.Annotations.OfType<EndpointProbeAnnotation>().Where(p => p.Type == type)
            .ToArray())
        {
            resource.Annotations.Remove(earlier);
            foreach (var check in resource.Annotations.OfType<HealthCheckAnnotation>()
                .Where(check => check.Key == Key(earlier)).ToArray())
            {
                resource.Annotations.Remove(check);
            }
        }

        builder.WithHttpHealthCheck(path, endpointName: endpoint.EndpointName);
        return builder.WithAnnotation(new EndpointProbeAnnotation
        {
            Type = type,
            EndpointReference = endpoint,
            Path = path ?? "/",
            InitialDelaySeconds = initialDelaySeconds ?? 5,
            PeriodSeconds = periodSeconds ?? 5,
            TimeoutSeconds = timeoutSeconds ?? 1,
            FailureThreshold = failureThreshold ?? 3,
            SuccessThreshold = successThreshold ?? 1,
        });
    }

    [Experimental("ASPIREPROBES001")]
    private static string Key(EndpointProbeAnnotation probe) => HttpCheckKey(
        probe.EndpointReference.Resource, probe.EndpointReference.EndpointName, probe.Path, 200);

    private static EndpointAnnotation HttpEndpointOf(IResource resource, string? endpointName, string what) =>
        resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => endpointName is null
            ? e.UriScheme is "http" or "https"
            : e.Name.Equals(endpointName, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException(
            $"Could not create HTTP {what} for resource '{resource.Name}': "
            + $"it has no endpoint '{endpointName ?? "http"}'.");

    private static string HttpCheckKey(IResource resource, string endpointName, string path, int statusCode) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{resource.Name}_{endpointName}_{path}_{statusCode}_check");
}

using System.Globalization;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;
using Port = PawPal.Publishing.Expressions.Port;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>Adds a dashboard and a collector by option, and leads the telemetry of projects to one of them.</summary>
internal static class TelemetryPlan
{
    /// <summary>Names of the added workloads.</summary>
    public const string Dashboard = "dashboard";

    /// <inheritdoc cref="Dashboard"/>
    public const string Collector = "collector";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <exception cref="PublishException">Telemetry would have to go two ways at once.</exception>
    public static Application Of(Application application)
    {
        var cluster = application.Values.Cluster;
        var added = application;
        if (cluster.HasDashboard)
            added = DashboardPlan.Add(Free(added, Dashboard));
        if (cluster.Collector is { } collector)
            added = CollectorPlan.Add(Free(added, Collector), collector, cluster.HasDashboard);
        if (application.Values.OtlpEndpoint is { } endpoint)
        {
            return cluster is { HasDashboard: false, Collector: null }
                ? Changed(added, one => one with
                {
                    Destinations = [.. one.Destinations, new(endpoint.Host, endpoint.Port)],
                })
                : throw new PublishException(
                    "values.otlpEndpoint: projects send to one address; with a dashboard or a collector that is "
                    + "theirs, so name the other in \"collector\"");
        }

        return cluster.Collector is not null ? SentTo(added, Collector, CollectorPlan.Port, header: null)
            : cluster.HasDashboard ? SentTo(added, Dashboard, DashboardPlan.Port, DashboardPlan.Header)
            : added;
    }

    private static Application SentTo(Application application, string receiver, Port port, Text? header) =>
        Changed(application, one => ClusterPlan.Using(one with
        {
            Environment =
            [
                .. one.Environment.Where(variable => variable.Name is not (Endpoint or Headers)),
                new(Endpoint, Text.Of([
                    new LiteralPart("http://"), new HostPart(receiver, port.Binding),
                    new LiteralPart(string.Create(CultureInfo.InvariantCulture, $":{port.Number}")),
                ])),
                .. header is null ? Array.Empty<Variable>() : [new(Headers, header)],
            ],
        }, receiver));

    // Only projects were told to send: a container knows of it by its own settings.
    private static Application Changed(Application application, Func<Workload, Workload> change) => ClusterPlan.Change(
        application,
        one => one.Environment.Any(variable => variable.Name == "OTEL_SERVICE_NAME") && one.Image.IsOwn, change);

    private static Application Free(Application application, string name) =>
        application.Workloads.Any(one => one.Name == name)
            ? throw new PublishException($"values.{name}: the manifest has a resource {name} of its own")
            : application;
}

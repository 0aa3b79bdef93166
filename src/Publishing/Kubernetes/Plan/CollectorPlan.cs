using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;
using PawPal.Publishing.Yaml;
using Port = PawPal.Publishing.Expressions.Port;

namespace PawPal.Publishing.Kubernetes.Plan;

/// <summary>
/// An OpenTelemetry Collector: projects send to it, it sends on and waits where the receiver is away.
/// </summary>
internal static class CollectorPlan
{
    private const string Image = "docker.io/otel/opentelemetry-collector:0.139.0";
    private const string HeaderValue = "collector-header";
    private const string Folder = "/conf";
    private const string File = "collector.yaml";
    private const int GrpcPort = 4317;

    public static Port Port { get; } = new("otlp", "http", "tcp", GrpcPort, null, false);

    private static Port Health { get; } = new("health", "http", "tcp", 13133, null, false) { IsPrivate = true };

    public static Application Add(Application application, Collector collector, bool hasDashboard)
    {
        var workload = Workload($"{application.Name}-{TelemetryPlan.Collector}") with
        {
            Destinations = [new(collector.Endpoint.Host, collector.Endpoint.Port)],
            Settings =
            [
                new("conf", Folder, new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [File] = YamlText.Write(Settings(collector, hasDashboard)),
                }),
            ],
        };
        if (collector.Header is not null)
            workload = PostgresPlan.With(workload, "RECEIVER_HEADER", Secret(HeaderValue));
        if (hasDashboard)
        {
            workload = PostgresPlan.With(workload, "DASHBOARD_HOST", Text.Of(
                [new HostPart(TelemetryPlan.Dashboard, DashboardPlan.Port.Binding)]));
            workload = ClusterPlan.Using(
                PostgresPlan.With(workload, "DASHBOARD_KEY", Secret("dashboard-api-key")), TelemetryPlan.Dashboard);
        }

        return application with
        {
            Workloads = [.. application.Workloads, workload],
            Parameters = collector.Header is null
                ? application.Parameters
                : ClusterPlan.With(application.Parameters, Parameter.Secret(HeaderValue)),
        };
    }

    private static Workload Workload(string name) => new(
        TelemetryPlan.Collector, name, TelemetryPlan.Collector, WorkloadKind.Service, new(Image, null, IsOwn: false))
    {
        Arguments = [Text.Literal($"--config={Folder}/{File}")],
        Environment = [],
        Ports = [Port, Health],
        Volumes = [],
        BoundFolders = [],
        WritablePaths = [],
        Uses = [],
        Waits = [],
        Probes = ProbePlan.Of(new() { Readiness = Asked, Liveness = Asked with { Period = 20 } }, [Port, Health], null),
        Resources = new(new("100m", "128Mi", "64Mi"), new("500m", "256Mi", "256Mi")),
        Replicas = Defaults.Replicas,
        FileName = "collector.yaml",
    };

    private static HttpProbe Asked { get; } = new(Health.Binding, "/");

    private static JsonObject Settings(Collector collector, bool hasDashboard)
    {
        var receiver = Exporter(collector.Endpoint);
        string[] exporters = hasDashboard ? [receiver, "otlp/dashboard"] : [receiver];
        var all = new JsonObject { [receiver] = Receiver(collector) };
        if (hasDashboard)
        {
            all["otlp/dashboard"] = new JsonObject
            {
                ["endpoint"] = $"${{env:DASHBOARD_HOST}}:{DashboardPlan.Port.Number}",
                ["tls"] = new JsonObject { ["insecure"] = true },
                ["headers"] = new JsonObject { ["x-otlp-api-key"] = "${env:DASHBOARD_KEY}" },
            };
        }

        return new()
        {
            ["extensions"] = new JsonObject { ["health_check"] = Listening(Health) },
            ["receivers"] = new JsonObject
            {
                ["otlp"] = new JsonObject
                {
                    ["protocols"] = new JsonObject { ["grpc"] = Listening(Port) },
                },
            },
            ["processors"] = new JsonObject
            {
                ["memory_limiter"] = new JsonObject
                {
                    ["check_interval"] = "1s",
                    ["limit_percentage"] = 75,
                    ["spike_limit_percentage"] = 15,
                },
                ["batch"] = new JsonObject(),
            },
            ["exporters"] = all,
            ["service"] = new JsonObject
            {
                ["extensions"] = new JsonArray("health_check"),
                ["pipelines"] = new JsonObject(((string[])["traces", "metrics", "logs"])
                    .Select(kind => KeyValuePair.Create<string, JsonNode?>(kind, Pipeline(exporters)))),
            },
        };
    }

    private static JsonObject Listening(Port port) => new() { ["endpoint"] = $"0.0.0.0:{port.Number}" };

    private static JsonObject Receiver(Collector collector)
    {
        var exporter = new JsonObject
        {
            ["endpoint"] = collector.Endpoint.AbsoluteUri.TrimEnd('/'),
            // A receiver that is away for a while loses nothing.
            ["retry_on_failure"] = new JsonObject { ["max_elapsed_time"] = "10m" },
        };
        if (collector.Endpoint.Scheme == "http" && collector.Endpoint.Port == GrpcPort)
            exporter["tls"] = new JsonObject { ["insecure"] = true };
        if (collector.Header is { } header)
            exporter["headers"] = new JsonObject { [header] = "${env:RECEIVER_HEADER}" };
        return exporter;
    }

    private static JsonObject Pipeline(string[] exporters) => new()
    {
        ["receivers"] = new JsonArray("otlp"),
        ["processors"] = new JsonArray("memory_limiter", "batch"),
        ["exporters"] = new JsonArray([.. exporters.Select(name => JsonValue.Create(name))]),
    };

    // By custom, this port speaks gRPC and all others HTTP.
    private static string Exporter(Uri endpoint) => endpoint.Port == GrpcPort ? "otlp" : "otlphttp";

    private static Text Secret(string parameter) => Text.Of([new ParameterPart(parameter, IsUriEncoded: false)]);
}

using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Model;

/// <summary>The variables every .NET project gets, whatever the model says about it.</summary>
internal static class ProjectDefaults
{
    /// <summary>Exceptions and events in logs, and telemetry sent again when the receiver was away.</summary>
    public static IReadOnlyDictionary<string, string> Telemetry { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EXCEPTION_LOG_ATTRIBUTES"] = "true",
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EVENT_LOG_ATTRIBUTES"] = "true",
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
        };

    /// <summary>What a deployed project gets: the ports its server binds are the deployment's choice.</summary>
    public static void Publish(ProjectResource project, IDictionary<string, object> variables)
    {
        foreach (var (name, value) in Telemetry)
            variables[name] = value;
        foreach (var scheme in new[] { "http", "https" })
        {
            var ports = new ReferenceExpressionBuilder();
            foreach (var endpoint in Bound(project).Where(endpoint => endpoint.UriScheme == scheme))
            {
                if (!ports.IsEmpty)
                    ports.AppendLiteral(";");
                ports.AppendFormatted(
                    new EndpointReference(project, endpoint.Name).Property(EndpointProperty.TargetPort));
            }

            if (!ports.IsEmpty)
                variables[$"{scheme.ToUpperInvariant()}_PORTS"] = ports.Build();
        }
    }

    // An endpoint with a variable of its own (a metrics port) is bound by the service, not by the server's settings.
    private static IEnumerable<EndpointAnnotation> Bound(ProjectResource project) =>
        project.Annotations.OfType<EndpointAnnotation>().Where(e => e.TargetPortEnvironmentVariable is null);
}

using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using PawPal.Hosting.Dashboard;
using PawPal.Hosting.Model;

namespace PawPal.Hosting.Run;

/// <summary>Resolves what the model says about a resource's environment and arguments.</summary>
internal sealed class ServiceEnvironment(
    IHostEnvironment host, IConfiguration configuration, DistributedApplicationExecutionContext execution,
    EngineOptions options, DashboardSettings dashboard)
{
    /// <summary>The variables the engine and the model give the resource; later ones win.</summary>
    public async Task<ImmutableArray<EnvironmentVariableSnapshot>> VariablesAsync(
        Replica replica, ValueProviderContext asked, CancellationToken ct)
    {
        var resource = replica.Resource;
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: ct);
        var values = context.EnvironmentVariables;
        // A container's libraries are its own: nothing is known of what they could send.
        if (!asked.IsContainer)
            Telemetry(values, replica);
        if (resource is ProjectResource)
            Project(values, replica);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
            await annotation.Callback(context);
        ReplicaDiscovery.AddTo(values);
        var variables = ImmutableArray.CreateBuilder<EnvironmentVariableSnapshot>(values.Count);
        foreach (var (name, value) in values)
        {
            variables.Add(new EnvironmentVariableSnapshot(name, await TextAsync(value, asked, ct) ?? "", true)
            {
                IsSensitive = Secrecy.IsIn(value) || name == "OTEL_EXPORTER_OTLP_HEADERS",
            });
        }

        return variables.ToImmutable();
    }

    public static async Task<(List<string> Arguments, bool IsSensitive)> ArgumentsAsync(
        IResource resource, ValueProviderContext asked, CancellationToken ct)
    {
        var context = new CommandLineArgsCallbackContext([], resource, ct);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
            await annotation.Callback(context);
        return (await TextsAsync(context.Args, asked, ct), context.Args.Any(Secrecy.IsIn));
    }

    public static async Task<List<string>> RuntimeArgumentsAsync(
        IResource resource, ValueProviderContext asked, CancellationToken ct)
    {
        var context = new ContainerRuntimeArgsCallbackContext([], ct);
        foreach (var annotation in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
            await annotation.Callback(context);
        return await TextsAsync(context.Args, asked, ct);
    }

    private void Project(IDictionary<string, object> variables, Replica replica)
    {
        var resource = replica.Resource;
        variables["ASPNETCORE_ENVIRONMENT"] = host.EnvironmentName;
        variables["DOTNET_ENVIRONMENT"] = host.EnvironmentName;
        foreach (var (name, value) in ProjectDefaults.Telemetry)
            variables[name] = value;
        if (resource.Annotations.OfType<LaunchProfile>().FirstOrDefault() is { } profile)
        {
            foreach (var (name, value) in profile.Variables)
                variables[name] = value;
            variables["DOTNET_LAUNCH_PROFILE"] = profile.Name;
        }

        // An endpoint with a variable of its own (a metrics port) is bound by the service, not by the server's URLs.
        var urls = resource.Annotations.OfType<EndpointAnnotation>()
            .Where(e => e.UriScheme is "http" or "https" && e.TargetPortEnvironmentVariable is null)
            .Select(e => replica.At(e)?.UriString).OfType<string>().ToArray();
        if (urls.Length > 0)
            variables["ASPNETCORE_URLS"] = string.Join(';', urls);
    }

    private void Telemetry(IDictionary<string, object> variables, Replica replica)
    {
        variables["OTEL_SERVICE_NAME"] = replica.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = string.Create(
            CultureInfo.InvariantCulture, $"service.instance.id={Instance(replica)}");
        variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        if (options.OtlpEndpoint is not { Length: > 0 } endpoint)
        {
            ToDashboard(variables);
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "grpc";
        if (configuration["OTEL_EXPORTER_OTLP_HEADERS"] is { Length: > 0 } headers)
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = headers;
    }

    // A replica's id ends with it, so that a dashboard finds the telemetry of the one it shows.
    private static string Instance(Replica replica) => replica.Id == replica.Resource.Name
        ? Guid.CreateVersion7().ToString("N")
        : replica.Id[(replica.Resource.Name.Length + 1)..];

    private void ToDashboard(IDictionary<string, object> variables)
    {
        if (!dashboard.IsOn || dashboard.OtlpGrpc is not { } endpoint)
            return;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.GetLeftPart(UriPartial.Authority);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={dashboard.OtlpApiKey}";
    }

    private static async Task<List<string>> TextsAsync(
        IEnumerable<object> values, ValueProviderContext asked, CancellationToken ct)
    {
        var texts = new List<string>();
        foreach (var value in values)
            texts.Add(await TextAsync(value, asked, ct) ?? "");
        return texts;
    }

    private static async ValueTask<string?> TextAsync(
        object value, ValueProviderContext asked, CancellationToken ct) => value switch
        {
            IValueProvider provider => await provider.GetValueAsync(asked, ct),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;
using PawPal.Publishing.Monitoring;
using PawPal.Publishing.Output;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Compose;

/// <summary>Writes an application as one compose file.</summary>
internal static class ComposeFile
{
    public static string Write(Application application)
    {
        var networks = new Networks(application);
        var services = new ServiceWriter(application, networks, new PublicPorts(application));
        var file = new JsonObject
        {
            ["name"] = application.Name,
            ["services"] = new JsonObject(application.Workloads.Select(workload =>
                KeyValuePair.Create<string, JsonNode?>(workload.Label, services.Write(workload)))),
            ["networks"] = networks.Write(),
        };
        var volumes = application.Workloads
            .SelectMany(workload => workload.Volumes).Select(volume => volume.Name).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (volumes.Length > 0)
        {
            file["volumes"] = new JsonObject(volumes.Select(name =>
                KeyValuePair.Create<string, JsonNode?>(name, new JsonObject())));
        }

        if (BuildSecrets(application) is { Count: > 0 } secrets)
            file["secrets"] = secrets;
        if (MonitoringPlan.Of(application) is { } plan)
            MonitoringServices.AddTo(file, plan);
        return Header.Generated + YamlText.Write(file);
    }

    private static JsonObject BuildSecrets(Application application)
    {
        var secrets = new JsonObject();
        foreach (var workload in application.Workloads)
        {
            foreach (var (name, value, source) in workload.Image.Build?.Secrets ?? [])
            {
                // A variable cannot be put together: only a parameter alone can be handed over.
                var variable = value?.Parts is [Expressions.ParameterPart part] ? EnvironmentFile.Variable(part) : null;
                secrets[BuildSecret(workload, name)] = (variable, source) switch
                {
                    ({ } environment, _) => new JsonObject { ["environment"] = environment },
                    (_, { } file) => new JsonObject { ["file"] = file },
                    _ => throw new PublishException(
                        $"{workload.Name}: the build secret {name} must be one parameter alone, or a file"),
                };
            }
        }

        return secrets;
    }

    public static string BuildSecret(Workload workload, string name) => $"{workload.Label}-{Labels.Of(name)}";

    /// <summary>What compose waits for before it starts a service.</summary>
    public static JsonObject? DependsOn(Application application, Workload workload)
    {
        if (workload.Waits.Count == 0)
            return null;
        var waits = new JsonObject();
        foreach (var wait in workload.Waits)
        {
            var other = application.Get(wait.Resource);
            waits[other.Label] = new JsonObject
            {
                ["condition"] = wait.Until switch
                {
                    WaitUntil.Completed => "service_completed_successfully",
                    WaitUntil.Healthy when HealthCheckWriter.Write(other) is not null => "service_healthy",
                    _ => "service_started",
                },
            };
        }

        return waits;
    }
}

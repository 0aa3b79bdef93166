using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;
using PawPal.Publishing.Monitoring;
using PawPal.Publishing.Output;
using PawPal.Publishing.Yaml;

namespace PawPal.Publishing.Compose;

/// <summary>Writes an application as one compose file.</summary>
internal static class ComposeFile
{
    public static string Write(Application application)
    {
        string Render(Text text) => ComposeText.Render(application, text);
        var builds = new BuildWriter(application, Render);
        var networks = new Networks(application);
        var writer = new ServiceWriter(
            application, networks, new PublicPorts(application), builds,
            new StartPlanner(application, new SecretFiles(application), Render));
        var services = new JsonObject(application.Workloads.Select(workload =>
            KeyValuePair.Create<string, JsonNode?>(workload.Label, writer.Write(workload))));
        if (Telemetry.IsSent(application))
            services[DashboardService.Name(application)] = DashboardService.Write();
        var monitoring = MonitoringPlan.Of(application);
        if (monitoring is not null)
            MonitoringServices.AddTo(services, monitoring);
        var file = new JsonObject
        {
            ["name"] = application.Name,
            ["services"] = services,
            ["networks"] = networks.Write(),
        };
        if (monitoring is not null)
            file["networks"]![MonitoringServices.Network] = new JsonObject();
        if (Volumes(services) is { Count: > 0 } volumes)
            file["volumes"] = volumes;
        if (Secrets(services, builds) is { Count: > 0 } secrets)
            file["secrets"] = secrets;
        return Header.Generated + YamlText.Write(file);
    }

    private static JsonObject Volumes(JsonObject services) => new(services
        .SelectMany(service => service.Value!["volumes"]?.AsArray() ?? [])
        .Where(volume => volume is JsonObject mount && $"{mount["type"]}" == "volume" && mount["source"] is not null)
        .Select(volume => $"{volume!["source"]}")
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject())));

    private static JsonObject Secrets(JsonObject services, BuildWriter builds)
    {
        var used = services.SelectMany(service => service.Value!["secrets"]?.AsArray() ?? [])
            .Select(secret => secret is JsonObject given ? $"{given["source"]}" : $"{secret}");
        var secrets = new JsonObject(used.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name =>
            KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["file"] = SecretFiles.Beside(name) })));
        foreach (var (name, source) in builds.Secrets())
            secrets[name] = source;
        return secrets;
    }
}

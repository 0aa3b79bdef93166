using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>Writes one service of a compose file.</summary>
internal sealed class ServiceWriter(
    Application application, Networks networks, PublicPorts publicPorts, BuildWriter builds, StartPlanner starts)
{
    public JsonObject Write(Workload workload)
    {
        var start = starts.Of(workload);
        var service = new JsonObject { ["image"] = workload.Image.Name };
        Set(service, "build", builds.Write(workload));
        Set(service, "profiles", Texts(BackupService.Profiles(application, workload)));
        Set(service, "user", UserOf(workload));
        Set(service, "entrypoint", workload.Entrypoint is { } entrypoint
            ? new JsonArray(ComposeText.Escape(entrypoint)) : null);
        Set(service, "command", Texts(start.Arguments.Select(Render)));
        Set(service, "environment", start.Variables.Count == 0
            ? null : new JsonObject(start.Variables.Select(variable =>
                KeyValuePair.Create<string, JsonNode?>(variable.Key, variable.Value))));
        Set(service, "secrets", Texts(start.Secrets));
        Set(service, "ports", Ports(workload));
        Set(service, "volumes", Volumes(workload));
        Set(service, "tmpfs", Scratch(workload));
        Set(service, "shm_size", OfficialImage.Of(workload).SharedMemory);
        Set(service, "depends_on", DependsOn(workload));
        Set(service, "healthcheck", HealthCheckWriter.Write(workload, start.Files));
        // A fixed port of the machine has room for one alone.
        if (workload.Kind == WorkloadKind.Service && !workload.Ports.Any(port => port.IsExternal))
            service["deploy"] = new JsonObject { ["replicas"] = workload.Replicas };
        var limits = workload.Resources.Limits;
        ServiceRules.Apply(
            service, endsByItself: workload.Kind == WorkloadKind.Job,
            new ResourceQuantity(limits.Cpu).ToDecimal().ToString("0.###", CultureInfo.InvariantCulture),
            $"{Mebibytes(limits.Memory)}m", networks.Of(workload));
        return service;
    }

    /// <summary>The volumes of a workload that are kept, with those that compose alone gives it.</summary>
    public static IEnumerable<Volume> Kept(Workload workload) =>
        workload.Volumes.Where(volume => volume.Name is not null).Concat(BackupService.Volumes(workload));

    private string Render(Text text) => ComposeText.Render(application, text);

    // An unknown image's volume belongs to a user that only the image knows.
    private static string? UserOf(Workload workload) => OfficialImage.User(workload)
        ?? (!workload.Image.IsOwn && workload.Volumes.Any(volume => volume.Name is not null)
            ? null : ServiceRules.User);

    private JsonArray? Ports(Workload workload) => Texts(publicPorts.Of(workload).Select(open => string.Create(
        CultureInfo.InvariantCulture,
        $"{open.HostPort}:{open.Port.Number}{(open.Port.Protocol == "udp" ? "/udp" : "")}")));

    private static JsonArray? Volumes(Workload workload)
    {
        JsonObject[] mounts =
        [
            .. Kept(workload).Select(volume => Mount("volume", volume.Name!, volume.Target, volume.IsReadOnly)),
            .. workload.BoundFolders.Select(folder =>
                Mount("bind", ComposeText.Escape(folder.Source), folder.Target, folder.IsReadOnly)),
        ];
        return mounts.Length == 0 ? null : [.. mounts];
    }

    private static JsonObject Mount(string type, string source, string target, bool isReadOnly)
    {
        var mount = new JsonObject
        {
            ["type"] = type,
            ["source"] = source,
            ["target"] = ComposeText.Escape(target),
        };
        if (isReadOnly)
            mount["read_only"] = true;
        return mount;
    }

    private static JsonArray? Scratch(Workload workload)
    {
        var mounted = Kept(workload).Select(volume => volume.Target)
            .Concat(workload.BoundFolders.Select(folder => folder.Target)).ToHashSet(StringComparer.Ordinal);
        // Here they lie in memory, and count as the service's own.
        var limits = workload.Resources.Limits;
        var size = $"{Math.Min(Mebibytes(limits.Storage), Math.Max(1, Mebibytes(limits.Memory) / 2))}m";
        return Texts(workload.WritablePaths.Prepend("/tmp")
            .Concat(workload.Volumes.Where(volume => volume.Name is null).Select(volume => volume.Target))
            .Where(mounted.Add)
            .Select(path => $"{ComposeText.Escape(path)}:mode=1777,size={size}"));
    }

    private JsonObject? DependsOn(Workload workload) => workload.Waits.Count == 0 ? null : new(
        workload.Waits.Select(wait =>
        {
            var other = application.Get(wait.Resource);
            return KeyValuePair.Create<string, JsonNode?>(other.Label, new JsonObject
            {
                ["condition"] = wait.Until switch
                {
                    WaitUntil.Completed => "service_completed_successfully",
                    WaitUntil.Healthy when HealthCheckWriter.CanAsk(other) => "service_healthy",
                    _ => "service_started",
                },
            });
        }));

    private static long Mebibytes(string quantity) =>
        (long)Math.Max(1, Math.Ceiling(new ResourceQuantity(quantity).ToDecimal() / 1024 / 1024));

    private static JsonArray? Texts(IEnumerable<string> texts)
    {
        var array = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
        return array.Count == 0 ? null : array;
    }

    private static void Set(JsonObject service, string name, JsonNode? value)
    {
        if (value is not null)
            service[name] = value;
    }
}

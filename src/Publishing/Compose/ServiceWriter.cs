using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>Writes one service of a compose file.</summary>
internal sealed class ServiceWriter(Application application, Networks networks, PublicPorts publicPorts)
{
    private const string User = "10001:10001";
    private const int MostProcesses = 512;

    public JsonObject Write(Workload workload)
    {
        var service = new JsonObject { ["image"] = workload.Image.Name };
        Set(service, "build", Build(workload));
        Set(service, "user", UserOf(workload));
        Set(service, "entrypoint", workload.Entrypoint is { } entrypoint ? new JsonArray(Escape(entrypoint)) : null);
        Set(service, "command", Texts(workload.Arguments.Select(Render)));
        Set(service, "environment", Environment(workload));
        Set(service, "ports", Ports(workload));
        Set(service, "volumes", Volumes(workload));
        Set(service, "tmpfs", Scratch(workload));
        Set(service, "depends_on", ComposeFile.DependsOn(application, workload));
        Set(service, "healthcheck", HealthCheckWriter.Write(workload));
        service["restart"] = workload.Kind == WorkloadKind.Job ? "on-failure" : "unless-stopped";
        service["init"] = true;
        service["read_only"] = true;
        service["cap_drop"] = new JsonArray("ALL");
        service["security_opt"] = new JsonArray("no-new-privileges:true");
        service["stop_grace_period"] = "60s";
        service["networks"] = Texts(networks.Of(workload));
        service["deploy"] = Deploy(workload);
        service["logging"] = new JsonObject
        {
            ["driver"] = "json-file",
            ["options"] = new JsonObject { ["max-size"] = "10m", ["max-file"] = "5" },
        };
        return service;
    }

    private string Render(Text text) => text.Render(
        Escape,
        host => application.Get(host.Resource).Label,
        part => $"${{{EnvironmentFile.Variable(part)}:?run ./init-env.sh}}");

    // Compose reads $ as the begin of a variable.
    private static string Escape(string literal) => literal.Replace("$", "$$", StringComparison.Ordinal);

    private JsonObject? Environment(Workload workload) => workload.Environment.Count == 0 ? null : new(
        workload.Environment.OrderBy(variable => variable.Name, StringComparer.Ordinal).Select(variable =>
            KeyValuePair.Create<string, JsonNode?>(variable.Name, Render(variable.Value))));

    private JsonObject? Build(Workload workload)
    {
        if (workload.Image.Build is not { } build)
            return null;
        var written = new JsonObject
        {
            ["context"] = build.Context,
            // Compose looks for it below the context.
            ["dockerfile"] = Path.GetRelativePath(build.Context, build.Dockerfile).Replace('\\', '/'),
        };
        if (build.Stage is { } stage)
            written["target"] = stage;
        if (build.Arguments.Count > 0)
        {
            written["args"] = new JsonObject(build.Arguments.Select(argument =>
                KeyValuePair.Create<string, JsonNode?>(argument.Name, Render(argument.Value))));
        }

        if (build.Secrets.Count > 0)
        {
            written["secrets"] = new JsonArray([.. build.Secrets.Select(secret => new JsonObject
            {
                ["source"] = ComposeFile.BuildSecret(workload, secret.Name),
                ["target"] = secret.Name,
            })]);
        }

        return written;
    }

    // An unknown image's volume belongs to a user that only the image knows.
    private static string? UserOf(Workload workload) =>
        workload.Known?.User
        ?? (!workload.Image.IsOwn && workload.Volumes.Any(volume => volume.Name is not null) ? null : User);

    private JsonArray? Ports(Workload workload) => Texts(publicPorts.Of(workload).Select(open => string.Create(
        CultureInfo.InvariantCulture,
        $"{open.HostPort}:{open.Port.Number}{(open.Port.Protocol == "udp" ? "/udp" : "")}")));

    private static JsonArray? Volumes(Workload workload)
    {
        JsonObject[] mounts =
        [
            .. workload.Volumes.Where(volume => volume.Name is not null)
                .Select(volume => Mount("volume", volume.Name!, volume.Target, volume.IsReadOnly)),
            .. workload.BoundFolders.Select(folder =>
                Mount("bind", Escape(folder.Source), folder.Target, folder.IsReadOnly)),
        ];
        return mounts.Length == 0 ? null : [.. mounts];
    }

    private static JsonObject Mount(string type, string source, string target, bool isReadOnly)
    {
        var mount = new JsonObject { ["type"] = type, ["source"] = source, ["target"] = Escape(target) };
        if (isReadOnly)
            mount["read_only"] = true;
        return mount;
    }

    private static JsonArray? Scratch(Workload workload)
    {
        var mounted = workload.Volumes.Where(volume => volume.Name is not null).Select(volume => volume.Target)
            .Concat(workload.BoundFolders.Select(folder => folder.Target)).ToHashSet(StringComparer.Ordinal);
        return Texts(workload.WritablePaths.Prepend("/tmp")
            .Concat(workload.Volumes.Where(volume => volume.Name is null).Select(volume => volume.Target))
            .Where(mounted.Add)
            .Select(path => $"{Escape(path)}:mode=1777"));
    }

    private static JsonObject Deploy(Workload workload)
    {
        var limits = workload.Resources.Limits;
        var deploy = new JsonObject
        {
            ["resources"] = new JsonObject
            {
                ["limits"] = new JsonObject
                {
                    ["cpus"] = new ResourceQuantity(limits.Cpu).ToDecimal()
                        .ToString("0.###", CultureInfo.InvariantCulture),
                    ["memory"] = Bytes(limits.Memory),
                    ["pids"] = MostProcesses,
                },
            },
        };
        // A fixed port of the machine has room for one alone.
        if (workload.Kind == WorkloadKind.Service && !workload.Ports.Any(port => port.IsExternal))
            deploy["replicas"] = workload.Replicas;
        return deploy;
    }

    private static string Bytes(string quantity) =>
        Math.Max(1, Math.Ceiling(new ResourceQuantity(quantity).ToDecimal() / 1024 / 1024))
            .ToString(CultureInfo.InvariantCulture) + "m";

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

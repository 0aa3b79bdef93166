using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;
using static PawPal.Publishing.Tests.Compose.ComposeProject;

namespace PawPal.Publishing.Tests.Compose;

/// <summary>One rule that every published compose file keeps.</summary>
/// <param name="Faults">What breaks the rule; empty where it holds.</param>
/// <param name="Break">Spoils a file, so that the rule can be seen to notice.</param>
internal sealed record ComposePolicy(
    string Rule, Func<ComposeProject, IEnumerable<string>> Faults, Action<ComposeProject> Break)
{
    public static IReadOnlyList<ComposePolicy> All { get; } = [.. ServicePolicies, .. ProjectPolicies];

    private static ComposePolicy[] ServicePolicies =>
    [
        Each("A read-only root file system", one => (bool?)one["read_only"] == true, one => one["read_only"] = false),
        Each("No capabilities", one => Texts(one, "cap_drop").SequenceEqual(["ALL"]) && one["cap_add"] is null,
            one => one["cap_add"] = new JsonArray("NET_ADMIN")),
        Each("No way to more privileges",
            one => Texts(one, "security_opt").Contains("no-new-privileges:true") && one["privileged"] is null,
            one => one.Remove("security_opt")),
        Each("Nothing of the machine's own",
            one => one["network_mode"] is null && one["pid"] is null && one["ipc"] is null
                && !one.ToJsonString().Contains("docker.sock", StringComparison.Ordinal),
            one => one["network_mode"] = "host"),
        // Only an image that nobody knows, and that keeps data, decides by itself.
        Each("A user that is not root",
            one => one["user"] is { } user ? $"{user}".Split(':')[0] is not ("0" or "root") : NamedVolumes(one).Any(),
            one => one["user"] = "0:0"),
        Each("Limits for CPU, memory and processes",
            one => one.At("deploy.resources.limits") is { } limits
                && limits["cpus"] is not null && limits["memory"] is not null && limits["pids"] is not null,
            one => one.At("deploy.resources.limits").Remove("pids")),
        Each("Temporary files have an end",
            one => Texts(one, "tmpfs").All(mount => mount.Contains("size=", StringComparison.Ordinal)),
            one => one["tmpfs"] = new JsonArray("/tmp")),
        Each("An image with a version, never the latest",
            one => $"{one["image"]}".Split('/')[^1].Split(':') is [_, not ("latest" or "nightly" or "")],
            one => one["image"] = "example.org:5000/app"),
        Each("It is started again", one => $"{one["restart"]}" is "unless-stopped" or "on-failure",
            one => one["restart"] = "no"),
        Each("Logs do not fill the disk",
            one => one.At("logging.options.max-size") is not null && one.At("logging.options.max-file") is not null,
            one => one.Remove("logging")),
        Each("Time to finish what was begun", one => $"{one["stop_grace_period"]}" == "60s",
            one => one["stop_grace_period"] = "1s"),
        Each("A question that is asked often at the start and seldom later",
            one => one["healthcheck"] is not { } check
                || ($"{check["interval"]}" == "30s" && $"{check["start_interval"]}" == "2s"
                    && check["start_period"] is not null),
            one => one["healthcheck"] = new JsonObject { ["interval"] = "1s" }),
        // Otherwise the file would be for nothing.
        Each("A secret that is a file is in no variable",
            one => Secrets(one).All(secret => !$"{one["environment"]?.ToJsonString()}".Contains(
                $"${{{secret.Replace('-', '_').ToUpperInvariant()}", StringComparison.Ordinal)),
            one =>
            {
                one["secrets"] = new JsonArray("x-key");
                one["environment"] = new JsonObject { ["X"] = "${X_KEY:?}" };
            }),
    ];

    private static ComposePolicy[] ProjectPolicies =>
    [
        new("What is open to others is on the edge; all else that is published, for this machine alone",
            project => project.Services.Where(one => Texts(one.Spec, "ports").Any(port =>
                !port.StartsWith("127.0.0.1:", StringComparison.Ordinal)
                && !Texts(one.Spec, "networks").Contains("edge")))
                .Select(one => one.Name),
            project => project.Services.First(one => one.Spec["ports"] is null).Spec["ports"] = new JsonArray("1:1")),
        new("Who publishes nothing is not on the edge",
            project => project.Services.Where(one =>
                one.Spec["ports"] is null && Texts(one.Spec, "networks").Contains("edge")).Select(one => one.Name),
            project => project.Services.First(one => one.Spec["ports"] is not null).Spec.Remove("ports")),
        new("Services and stores have no way out",
            project => project.Section("networks").Where(one =>
                one.Name is "services" or "stores" && (bool?)one.Spec["internal"] != true).Select(one => one.Name),
            project => project.File.At("networks.services").Remove("internal")),
        new("No two publish one port",
            project => project.Services.SelectMany(one => Texts(one.Spec, "ports")).Select(port => port.Split(':')[^2])
                .GroupBy(port => port).Where(twins => twins.Count() > 1).Select(twins => twins.Key),
            project =>
            {
                foreach (var (_, service) in project.Services)
                    service["ports"] = new JsonArray("80:80");
            }),
        new("What is used is declared, and what is declared is used",
            project => Difference(project, "volumes", NamedVolumes).Concat(Difference(project, "secrets", Secrets))
                .Concat(Difference(project, "networks", one => Texts(one, "networks"))),
            project => project.File["secrets"]!["stranger"] = new JsonObject()),
        new("A secret is a file of the folder that nobody commits",
            project => project.Section("secrets").Where(one =>
                one.Spec["environment"] is null && $"{one.Spec["file"]}" != $"./secrets/{one.Name}")
                .Select(one => one.Name),
            project => project.Section("secrets").First().Spec["file"] = "/etc/passwd"),
        new("What is waited for can come",
            project => project.Services.Where(one => (one.Spec["depends_on"]?.AsObject() ?? []).Any(wait =>
                !CanCome(project, wait.Key, $"{wait.Value!["condition"]}"))).Select(one => one.Name),
            project => project.Services.First().Spec["depends_on"] =
                new JsonObject { ["nobody"] = new JsonObject { ["condition"] = "service_healthy" } }),
        new("An image is made once",
            project => project.Services.Where(one => one.Spec["build"] is not null)
                .GroupBy(one => $"{one.Spec["image"]}").Where(twins => twins.Count() > 1).Select(twins => twins.Key),
            project =>
            {
                foreach (var (_, service) in project.Services)
                    (service["image"], service["build"]) = ("app:1", new JsonObject());
            }),
    ];

    private static ComposePolicy Each(string rule, Func<JsonNode, bool> holds, Action<JsonNode> breakOne) => new(
        rule,
        project => project.Services.Where(one => !holds(one.Spec)).Select(one => one.Name),
        project => breakOne(project.Services.First().Spec));

    private static IEnumerable<string> Difference(
        ComposeProject project, string section, Func<JsonNode, IEnumerable<string>> used)
    {
        var names = project.Services.SelectMany(one => used(one.Spec)).ToHashSet();
        if (section == "secrets")
        {
            names.UnionWith(project.Services.Where(one => one.Spec["build"] is not null)
                .SelectMany(one => Secrets(one.Spec["build"]!)));
        }

        names.SymmetricExceptWith(project.Section(section).Select(one => one.Name));
        return names;
    }

    private static bool CanCome(ComposeProject project, string name, string condition) =>
        project.Services.Where(one => one.Name == name).Any(one => condition switch
        {
            "service_healthy" => one.Spec["healthcheck"] is not null,
            "service_completed_successfully" => $"{one.Spec["restart"]}" == "on-failure",
            "service_started" => true,
            _ => false,
        });
}
